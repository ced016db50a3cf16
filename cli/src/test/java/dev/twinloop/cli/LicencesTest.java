package dev.twinloop.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Each file that git tracks has a licence and a copyright line, in its own text or by REUSE.toml.
 * The text of each licence lies in LICENSES. {@code reuse lint} looks for more, where it is
 * installed.
 */
class LicencesTest {
  /** In two parts, so that this file declares nothing. */
  private static final String SPDX = "SPDX-";

  private static final Pattern LICENCE = Pattern.compile(SPDX + "License-Identifier: *([\\w.+-]+)");
  private static final Pattern COPYRIGHT = Pattern.compile(SPDX + "FileCopyrightText: *\\S");
  private static final Pattern TABLE_LICENCE =
      Pattern.compile("(?m)^" + SPDX + "License-Identifier *= *\"([^\"]+)\"");
  private static final Pattern TABLE_COPYRIGHT =
      Pattern.compile("(?m)^" + SPDX + "FileCopyrightText *= *\"[^\"]");
  private static final Pattern TABLE_PATHS = Pattern.compile("(?m)^path *= *(.*(?:\n +\".*)*)$");
  private static final Pattern QUOTED = Pattern.compile("\"([^\"]+)\"");

  /** The folder whose files are looked at. */
  @TempDir Path folder;

  private static List<String> tables(Path root) throws IOException {
    List<String> tables = List.of(Files.readString(root.resolve("REUSE.toml")).split("\\[\\[.*]]"));
    return tables.subList(1, tables.size());
  }

  private static boolean names(String table, String file) {
    return TABLE_PATHS
        .matcher(table)
        .results()
        .flatMap(paths -> QUOTED.matcher(paths.group(1)).results())
        .anyMatch(
            glob ->
                FileSystems.getDefault()
                    .getPathMatcher("glob:" + glob.group(1))
                    .matches(Path.of(file)));
  }

  /** What is missing, one line for each fault. */
  private static List<String> faults(Path root, List<String> files) throws IOException {
    List<String> faults = new ArrayList<>();
    List<String> tables = tables(root);
    Set<String> licences = new HashSet<>();
    for (String file : files) {
      String text = Files.readString(root.resolve(file), StandardCharsets.ISO_8859_1);
      List<String> own = tables.stream().filter(table -> names(table, file)).toList();
      Set<String> found = new HashSet<>();
      LICENCE.matcher(text).results().forEach(name -> found.add(name.group(1)));
      for (String table : own) {
        TABLE_LICENCE.matcher(table).results().forEach(name -> found.add(name.group(1)));
      }
      if (found.isEmpty()) {
        faults.add(file + ": no licence");
      }
      if (!COPYRIGHT.matcher(text).find()
          && own.stream().noneMatch(table -> TABLE_COPYRIGHT.matcher(table).find())) {
        faults.add(file + ": no copyright line");
      }
      licences.addAll(found);
    }
    for (String licence : licences) {
      if (!Files.isRegularFile(root.resolve("LICENSES/" + licence + ".txt"))) {
        faults.add("LICENSES/" + licence + ".txt: missing");
      }
    }
    return faults;
  }

  @Test
  void everyTrackedFileHasALicenceAndACopyrightLine() throws Exception {
    Path root = Path.of("..").toAbsolutePath().normalize();
    assumeTrue(Files.exists(root.resolve(".git")), root + " is no clone");
    Process git =
        new ProcessBuilder("git", "ls-files", "-z")
            .directory(root.toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String names = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, git.waitFor());
    List<String> files =
        List.of(names.split("\0")).stream()
            .filter(file -> !file.startsWith("LICENSES/") && Files.exists(root.resolve(file)))
            .toList();
    assertTrue(files.size() > 1000, "files: " + files.size());
    assertEquals(List.of(), faults(root, files));
  }

  @Test
  void whatIsMissingIsSaid() throws IOException {
    Files.writeString(
        folder.resolve("REUSE.toml"),
        "version = 1\n"
            + "[[annotations]]\npath = [\"*.md\",\n  \"docs/**\"]\n"
            + (SPDX + "FileCopyrightText = \"2026 us\"\n")
            + (SPDX + "License-Identifier = \"Apache-2.0\"\n"));
    Files.createDirectories(folder.resolve("docs/deep"));
    Files.writeString(folder.resolve("a.md"), "");
    Files.writeString(folder.resolve("docs/deep/b"), "");
    Files.writeString(folder.resolve("c.sh"), "# " + SPDX + "License-Identifier: MIT\n");
    Files.writeString(folder.resolve("d.sh"), "");
    Files.createDirectories(folder.resolve("LICENSES"));
    Files.writeString(folder.resolve("LICENSES/Apache-2.0.txt"), "");
    assertEquals(List.of(), faults(folder, List.of("a.md", "docs/deep/b")));
    assertEquals(
        List.of(
            "c.sh: no copyright line",
            "d.sh: no licence",
            "d.sh: no copyright line",
            "LICENSES/MIT.txt: missing"),
        faults(folder, List.of("a.md", "c.sh", "d.sh")));
  }
}
