package dev.twinloop.cli;

import dev.twinloop.kernel.group.Group;
import java.util.Iterator;
import java.util.List;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the name of a group, of those that a workload knows. */
public abstract class GroupName implements ITypeConverter<Group>, Iterable<String> {
  private final List<Group> groups;

  protected GroupName(List<Group> groups) {
    this.groups = groups;
  }

  @Override
  public Group convert(String text) {
    return groups.stream()
        .filter(group -> group.name().equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                new TypeConversionException(
                    "name=" + text + ", accepted: " + String.join(", ", this)));
  }

  @Override
  public Iterator<String> iterator() {
    return groups.stream().map(Group::name).iterator();
  }
}
