package dev.twinloop.tornado;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.attribute.ModuleAttribute;
import java.lang.classfile.attribute.ModulePackagesAttribute;
import java.lang.constant.ClassDesc;
import java.lang.constant.ModuleDesc;
import java.lang.constant.PackageDesc;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * The SDK's Graal as one module with a name of its own, {@value #NAME}.
 *
 * <p>Under its own name, {@code jdk.graal.compiler}, it replaces a module of the JDK ({@code
 * --upgrade-module-path}), and a JVM whose modules are replaced takes no archive of classes. Under
 * another name it stands beside the empty module of the JDK, on {@code --module-path}. It must be a
 * named module: on the class path Graal thinks itself part of a native image.
 *
 * <p>The module is open: at run time all of its packages are exported, and open, to everybody.
 */
final class GraalModule {
  /** The name of the module. */
  static final String NAME = "twinloop.graal";

  private static final String JVMCI = "jdk.internal.vm.ci";

  private static final String DESCRIPTOR = "module-info.class";

  /** JVMCI would have to export it to a module that it does not know; nobody here asks for it. */
  private static final String LOCATOR = "jdk.vm.ci.services.JVMCIServiceLocator";

  private GraalModule() {}

  /**
   * Writes the module.
   *
   * @param jars modules that are put together; none of them is changed
   * @param module the file to make
   * @throws IOException if a jar cannot be read, or is no module
   */
  static void write(List<Path> jars, Path module) throws IOException {
    List<ModuleDescriptor> parts = new ArrayList<>();
    for (Path jar : jars) {
      parts.add(descriptor(jar));
    }
    try (OutputStream file = new BufferedOutputStream(Files.newOutputStream(module));
        ZipOutputStream out = new ZipOutputStream(file)) {
      out.setLevel(Deflater.BEST_SPEED);
      out.putNextEntry(new ZipEntry(DESCRIPTOR));
      out.write(together(parts));
      Set<String> written = new HashSet<>(Set.of(DESCRIPTOR));
      for (Path jar : jars) {
        copy(jar, written, out);
      }
    }
  }

  /**
   * Options of a JVM that runs with this module: what the JDK exports and opens to Graal under its
   * own name is exported and opened to this one. All classes may use JVMCI, as TornadoVM does.
   */
  static List<String> options(Path module) {
    List<String> options = new ArrayList<>();
    options.add("--module-path");
    options.add(module.toString());
    options.add("--add-modules");
    options.add(NAME + "," + JVMCI);
    ModuleFinder.ofSystem()
        .find(JVMCI)
        .map(found -> new TreeSet<>(found.descriptor().packages()))
        .orElseGet(TreeSet::new)
        .forEach(
            name -> {
              options.add("--add-exports=" + JVMCI + "/" + name + "=" + NAME + ",ALL-UNNAMED");
              options.add("--add-opens=" + JVMCI + "/" + name + "=" + NAME);
            });
    options.add("--add-exports=java.base/jdk.internal.misc=" + NAME);
    return options;
  }

  private static ModuleDescriptor descriptor(Path jar) throws IOException {
    return ModuleFinder.of(jar).findAll().stream()
        .findFirst()
        .orElseThrow(() -> new IOException(jar + " is no module"))
        .descriptor();
  }

  /** Classes and resources; what the descriptor says is not repeated in META-INF. */
  private static void copy(Path jar, Set<String> written, ZipOutputStream out) throws IOException {
    try (JarFile from = new JarFile(jar.toFile())) {
      for (JarEntry entry : (Iterable<JarEntry>) from.stream()::iterator) {
        String name = entry.getName();
        if (entry.isDirectory() || name.startsWith("META-INF/") || !written.add(name)) {
          continue;
        }
        out.putNextEntry(new ZipEntry(name));
        try (InputStream in = from.getInputStream(entry)) {
          in.transferTo(out);
        }
      }
    }
  }

  /** One open module that needs, uses, provides and holds what they do. */
  private static byte[] together(List<ModuleDescriptor> parts) {
    Set<String> names = new HashSet<>();
    Set<String> requires = new TreeSet<>();
    Set<String> uses = new TreeSet<>();
    Set<String> packages = new TreeSet<>();
    Map<String, Set<String>> provides = new LinkedHashMap<>();
    for (ModuleDescriptor part : parts) {
      names.add(part.name());
      part.requires().stream()
          .filter(r -> !r.modifiers().contains(ModuleDescriptor.Requires.Modifier.STATIC))
          .forEach(r -> requires.add(r.name()));
      uses.addAll(part.uses());
      packages.addAll(part.packages());
      part.provides()
          .forEach(
              p ->
                  provides
                      .computeIfAbsent(p.service(), _ -> new LinkedHashSet<>())
                      .addAll(p.providers()));
    }
    requires.removeAll(names);
    requires.remove("java.base");
    ModuleAttribute module =
        ModuleAttribute.of(
            ModuleDesc.of(NAME),
            builder -> {
              builder.moduleFlags(ClassFile.ACC_OPEN);
              builder.requires(ModuleDesc.of("java.base"), ClassFile.ACC_MANDATED, null);
              requires.forEach(name -> builder.requires(ModuleDesc.of(name), 0, null));
              uses.forEach(name -> builder.uses(ClassDesc.of(name)));
              provides.remove(LOCATOR);
              provides.forEach(
                  (service, by) ->
                      builder.provides(
                          ClassDesc.of(service),
                          by.stream().map(ClassDesc::of).toArray(ClassDesc[]::new)));
            });
    return ClassFile.of()
        .buildModule(
            module,
            builder ->
                builder.with(
                    ModulePackagesAttribute.ofNames(
                        packages.stream().map(PackageDesc::of).toArray(PackageDesc[]::new))));
  }
}
