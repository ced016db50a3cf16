package dev.twinloop.cli;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** {@code man-pages} writes as every command does. */
class ManPagesTest {
  @TempDir Path folder;

  /** Once pages were written into what stood there, from its start. */
  @Test
  void pagesAppearWholeAndKeepModesAndLinks() throws IOException {
    Path pages = Files.createDirectory(folder.resolve("pages"));
    Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("pages"));
    Path elsewhere = Files.writeString(folder.resolve("elsewhere"), "old");
    Files.createSymbolicLink(pages.resolve("twinloop.1"), elsewhere);
    Path hash = pages.resolve("twinloop-hash.1");
    Files.writeString(hash, "old");
    Files.setPosixFilePermissions(hash, PosixFilePermissions.fromString("rw-------"));
    Path hard = Files.createLink(folder.resolve("hard"), hash);
    assertEquals(new Run(0, "", ""), Run.of("man-pages", link.toString()));
    assertEquals("old", Files.readString(hard), "a reader of the old page has all of it");
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(hash)));
    assertTrue(Files.readString(hash).startsWith(".TH "), "the new page");
    assertTrue(Files.isSymbolicLink(pages.resolve("twinloop.1")));
    assertTrue(Files.readString(elsewhere).startsWith(".TH TWINLOOP "));
    try (Stream<Path> all = Files.list(pages)) {
      List<String> odd =
          all.map(page -> page.getFileName().toString())
              .filter(name -> !name.matches("twinloop[a-z0-9-]*\\.1"))
              .toList();
      assertEquals(List.of(), odd);
    }
  }

  @Test
  void aFolderThatCannotBeIsNamed() throws IOException {
    Path file = Files.writeString(folder.resolve("a\33"), "whole");
    Run run = Run.of("man-pages", file.toString());
    assertEquals(1, run.status());
    assertEquals("twinloop: '" + folder + "/a'$'\\033': File exists\n", run.err());
    assertEquals("whole", Files.readString(file));
  }

  /** Once picocli warned of "5 % more", which it took for a format, and printed "%%" elsewhere. */
  @Test
  void noDescriptionIsAFormatThatCannotBe() {
    List<String> texts = new ArrayList<>();
    descriptions(NumbersTest.commands(), texts);
    assertTrue(texts.size() > 200, "descriptions=" + texts.size());
    for (String text : texts) {
      assertDoesNotThrow(() -> String.format(Locale.ROOT, text), text);
    }
  }

  private static void descriptions(CommandLine command, List<String> into) {
    CommandSpec spec = command.getCommandSpec();
    into.addAll(List.of(spec.usageMessage().description()));
    Stream.concat(spec.options().stream(), spec.positionalParameters().stream())
        .forEach(argument -> into.addAll(List.of(argument.description())));
    command.getSubcommands().values().forEach(sub -> descriptions(sub, into));
  }
}
