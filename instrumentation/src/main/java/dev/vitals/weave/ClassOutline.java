package dev.vitals.weave;

import java.nio.charset.StandardCharsets;

/**
 * The few facts of a class file that decide whether it is woven, read in one pass over its constant
 * pool. Far cheaper than a full description, and nearly every class that is loaded gets no further
 * than this.
 */
final class ClassOutline {
  private static final int INTERFACE = 0x0200;
  private static final int UTF8 = 1;
  private static final int LONG = 5;
  private static final int DOUBLE = 6;

  private final byte[] bytes;
  private final int[] entries;
  private final int interfacesAt;
  private final int interfaceCount;
  private final int access;
  private final String name;
  private final String superName;

  private ClassOutline(byte[] bytes, int[] entries, int position) {
    this.bytes = bytes;
    this.entries = entries;
    this.access = unsignedShort(bytes, position);
    this.name = className(unsignedShort(bytes, position + 2));
    int superIndex = unsignedShort(bytes, position + 4);
    this.superName = superIndex == 0 ? null : className(superIndex);
    this.interfaceCount = unsignedShort(bytes, position + 6);
    this.interfacesAt = position + 8;
  }

  /**
   * Reads a class file.
   *
   * @param wanted methods of interest; null to read any class
   * @return null when the class declares none of them
   * @throws RuntimeException where the bytes are no class file
   */
  static ClassOutline read(byte[] bytes, WantedMethods wanted) {
    if (wanted != null && !mayName(bytes, wanted)) {
      return null;
    }
    int count = unsignedShort(bytes, 8);
    int[] entries = new int[count];
    int position = 10;
    for (int index = 1; index < count; index++) {
      entries[index] = position;
      int tag = bytes[position];
      position += size(bytes, position, tag);
      index += extraEntries(tag);
    }
    ClassOutline outline = new ClassOutline(bytes, entries, position);
    return wanted == null || outline.mayDeclare(wanted) ? outline : null;
  }

  /** Allocates nothing: this is as far as nearly every class gets. */
  private static boolean mayName(byte[] bytes, WantedMethods wanted) {
    int count = unsignedShort(bytes, 8);
    int position = 10;
    for (int index = 1; index < count; index++) {
      int tag = bytes[position];
      int size = size(bytes, position, tag);
      if (tag == UTF8 && wanted.mayBeNamed(bytes, position + 3, size - 3)) {
        return true;
      }
      position += size;
      index += extraEntries(tag);
    }
    return false;
  }

  /** Bytes of the constant at this position, its tag included. */
  private static int size(byte[] bytes, int position, int tag) {
    return switch (tag) {
      case UTF8 -> 3 + unsignedShort(bytes, position + 1);
      case 3, 4, 9, 10, 11, 12, 17, 18 -> 5;
      case LONG, DOUBLE -> 9;
      case 7, 8, 16, 19, 20 -> 3;
      case 15 -> 4;
      default -> throw new IllegalArgumentException("constant pool tag " + tag);
    };
  }

  /** Long and double take the index after their own as well. */
  private static int extraEntries(int tag) {
    return tag == LONG || tag == DOUBLE ? 1 : 0;
  }

  boolean isInterface() {
    return (access & INTERFACE) != 0;
  }

  /** Binary name with dots. */
  String name() {
    return name;
  }

  /** Super class and interfaces by binary name. */
  String[] superTypes() {
    int extra = superName == null ? 0 : 1;
    String[] names = new String[interfaceCount + extra];
    if (extra == 1) {
      names[0] = superName;
    }
    for (int index = 0; index < interfaceCount; index++) {
      names[index + extra] = className(unsignedShort(bytes, interfacesAt + 2 * index));
    }
    return names;
  }

  private boolean mayDeclare(WantedMethods wanted) {
    int position = pastMembers(interfacesAt + 2 * interfaceCount);
    int methodCount = unsignedShort(bytes, position);
    position += 2;
    for (int method = 0; method < methodCount; method++) {
      int nameAt = entries[unsignedShort(bytes, position + 2)];
      int descriptorAt = entries[unsignedShort(bytes, position + 4)];
      if (wanted.mayBe(bytes, nameAt + 3, unsignedShort(bytes, nameAt + 1), descriptorAt + 3)) {
        return true;
      }
      position = pastMember(position);
    }
    return false;
  }

  /** Behind the fields that begin with their number at this position. */
  private int pastMembers(int countAt) {
    int position = countAt + 2;
    for (int member = unsignedShort(bytes, countAt); member > 0; member--) {
      position = pastMember(position);
    }
    return position;
  }

  /** Behind the field or method at this position and its attributes. */
  private int pastMember(int memberAt) {
    int position = memberAt + 8;
    for (int attribute = unsignedShort(bytes, memberAt + 6); attribute > 0; attribute--) {
      position +=
          6 + (unsignedShort(bytes, position + 2) << 16) + unsignedShort(bytes, position + 4);
    }
    return position;
  }

  private String className(int classIndex) {
    return utf8(unsignedShort(bytes, entries[classIndex] + 1)).replace('/', '.');
  }

  private String utf8(int index) {
    int position = entries[index];
    return new String(
        bytes, position + 3, unsignedShort(bytes, position + 1), StandardCharsets.UTF_8);
  }

  private static int unsignedShort(byte[] bytes, int position) {
    return ((bytes[position] & 0xff) << 8) | (bytes[position + 1] & 0xff);
  }
}
