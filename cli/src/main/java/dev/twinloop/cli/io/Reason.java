package dev.twinloop.cli.io;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/** Why a file cannot be read or written, in the words of Unix. */
public final class Reason {
  private static final String LOOP = "Too many levels of symbolic links";

  private Reason() {}

  /** The words of a problem. */
  public static String of(IOException problem) {
    return switch (problem) {
      case NoSuchFileException _ -> "No such file or directory";
      case AccessDeniedException _ -> "Permission denied";
      case NotDirectoryException _ -> "Not a directory";
      case FileSystemLoopException _ -> LOOP;
      case FileAlreadyExistsException _ -> "File exists";
      case FileSystemException e when e.getReason() != null ->
          e.getReason().startsWith(LOOP) ? LOOP : e.getReason(); // the JDK adds a guess
      default -> String.valueOf(problem.getMessage());
    };
  }

  /** The same problem, told of the name that the user gave, and of no other. */
  static FileSystemException named(String name, IOException problem) {
    FileSystemException named =
        problem instanceof NoSuchFileException
            ? new NoSuchFileException(name)
            : new FileSystemException(name, null, of(problem));
    named.initCause(problem);
    return named;
  }
}
