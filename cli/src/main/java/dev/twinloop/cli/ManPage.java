package dev.twinloop.cli;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * The man page of one command, from the same annotations as its help.
 *
 * @param spec the command
 */
record ManPage(CommandSpec spec) {
  /** {@code twinloop-ecdsa-verify}. */
  String name() {
    return spec.qualifiedName("-");
  }

  /** The page in the macros of man(7). */
  String text() {
    StringBuilder page = new StringBuilder();
    page.append(".TH ").append(escaped(name().toUpperCase(Locale.ROOT)));
    page.append(" 1 \"\" \"Twinloop\" \"Twinloop\"\n.SH NAME\n");
    page.append(escaped(name())).append(" \\- ").append(escaped(summary())).append('\n');
    page.append(".SH SYNOPSIS\n.B ").append(escaped(spec.qualifiedName(" "))).append('\n');
    page.append(escaped(synopsis())).append('\n');
    section(page, "DESCRIPTION", spec.usageMessage().description());
    arguments(page);
    commands(page);
    section(page, "NOTES", spec.usageMessage().footer());
    return page.toString();
  }

  private String summary() {
    String[] description = spec.usageMessage().description();
    String whole = String.join(" ", description);
    int end = whole.indexOf(". ");
    return end < 0 ? whole.replaceAll("[.:]$", "") : whole.substring(0, end);
  }

  private String synopsis() {
    String options = spec.options().isEmpty() ? "" : "[OPTION]... ";
    String commands = spec.subcommands().isEmpty() ? "" : "[COMMAND]";
    return spec.positionalParameters().stream()
        .map(p -> p.required() ? p.paramLabel() : "[" + p.paramLabel() + "]")
        .collect(Collectors.joining(" ", options, commands));
  }

  private void arguments(StringBuilder page) {
    List<ArgSpec> shown = spec.args().stream().filter(arg -> !arg.hidden()).toList();
    if (shown.isEmpty()) {
      return;
    }
    page.append(".SH OPTIONS\n");
    for (ArgSpec arg : shown) {
      page.append(".TP\n.B ").append(escaped(term(arg))).append('\n');
      paragraph(page, String.join(" ", arg.description()));
    }
  }

  private static String term(ArgSpec arg) {
    String value = arg.arity().max() == 0 ? "" : arg.paramLabel();
    return arg instanceof OptionSpec option
        ? String.join(", ", option.names()) + (value.isEmpty() ? "" : " " + value)
        : value;
  }

  private void commands(StringBuilder page) {
    if (spec.subcommands().isEmpty()) {
      return;
    }
    page.append(".SH COMMANDS\n");
    spec.subcommands().values().stream()
        .map(command -> new ManPage(command.getCommandSpec()))
        .filter(command -> !command.spec.usageMessage().hidden())
        .forEach(
            command -> {
              page.append(".TP\n.BR ").append(escaped(command.name())).append(" (1)\n");
              paragraph(page, command.summary());
            });
  }

  private static void section(StringBuilder page, String title, String[] lines) {
    if (lines.length > 0) {
      page.append(".SH ").append(title).append('\n');
      for (String line : lines) {
        paragraph(page, line);
        page.append(".PP\n");
      }
    }
  }

  private static void paragraph(StringBuilder page, String text) {
    page.append(escaped(Ansi.OFF.string(text.replace("%n", " ").replace("%%", "%")))).append('\n');
  }

  /** Hyphens that are hyphens; no line begins with a macro. */
  private static String escaped(String text) {
    String plain = text.replace("\\", "\\e").replace("-", "\\-").replace("\n", " ");
    return plain.startsWith(".") || plain.startsWith("'") ? "\\&" + plain : plain;
  }
}
