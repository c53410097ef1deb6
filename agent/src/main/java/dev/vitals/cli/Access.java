package dev.vitals.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;

/** Whether another user can read a file: permission bits only, of the file and its folders. */
final class Access {
  private Access() {}

  /**
   * @param uid who wants to read; negative where that is not known, 0 reads everything
   * @param root the folders from here on are looked at
   */
  static boolean isReadable(Path file, long uid, Path root) {
    if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
      return false;
    }
    if (uid <= 0) {
      return true;
    }
    try {
      Path real = file.toRealPath();
      if (!isOpen(
          real,
          uid,
          PosixFilePermission.OWNER_READ,
          PosixFilePermission.GROUP_READ,
          PosixFilePermission.OTHERS_READ)) {
        return false;
      }
      for (Path folder = real.getParent();
          folder != null && !folder.equals(root);
          folder = folder.getParent()) {
        if (!isOpen(
            folder,
            uid,
            PosixFilePermission.OWNER_EXECUTE,
            PosixFilePermission.GROUP_EXECUTE,
            PosixFilePermission.OTHERS_EXECUTE)) {
          return false;
        }
      }
      return true;
    } catch (IOException | UnsupportedOperationException e) {
      // Nothing is known, so the attempt has to tell.
      return true;
    }
  }

  /** What only a group may do counts as allowed: the groups of another user are not looked up. */
  private static boolean isOpen(
      Path path,
      long uid,
      PosixFilePermission owner,
      PosixFilePermission group,
      PosixFilePermission others)
      throws IOException {
    Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(path);
    boolean own = Files.getAttribute(path, "unix:uid") instanceof Integer id && id == uid;
    return own
        ? permissions.contains(owner)
        : permissions.contains(others) || permissions.contains(group);
  }
}
