package dev.twinloop.task;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The name of a kind of work, such as {@code sha256} or {@code merkle}. An open set: a user's own
 * task brings its own name.
 *
 * @param name lower-case letters, digits and hyphens, 1 to 40 characters
 */
public record TaskType(String name) {
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,39}");

  public TaskType {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "task type: name=" + name + ", accepted: " + NAME.pattern());
    }
  }

  /**
   * The name of a class in lower case, without its package and what encloses it.
   *
   * @throws IllegalArgumentException if this text is not a valid name of a task type
   */
  static TaskType of(Class<?> task) {
    return new TaskType(task.getSimpleName().toLowerCase(Locale.ROOT));
  }

  @Override
  public String toString() {
    return name;
  }
}
