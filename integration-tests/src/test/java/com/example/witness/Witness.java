package com.example.witness;

import java.io.IOException;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.ProtectionDomain;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * Another agent in the host, which sees the bytes of its classes after all agents before it.
 *
 * <p>The order of agents is the order in which they were loaded, so that it is loaded anew for each
 * look: told {@code scan} it has every class transformed again and writes down what it saw; told
 * {@code seen} it only writes what others have had transformed since.
 */
public final class Witness implements ClassFileTransformer {
  private static Witness last;
  private static Instrumentation jvmOfLast;

  private final Map<String, String> digests = new ConcurrentSkipListMap<>();
  private final String[] prefixes;

  private Witness(String[] prefixes) {
    this.prefixes = prefixes;
  }

  /**
   * Makes the JVM keep the class files of these classes as they are. Otherwise it writes them anew
   * from what it made of them, and never twice the same.
   *
   * @param arguments prefixes of class names, with commas between them
   */
  public static void premain(String arguments, Instrumentation jvm) {
    Witness named = new Witness(arguments.split(","));
    jvm.addTransformer(
        new ClassFileTransformer() {
          @Override
          public byte[] transform(
              ClassLoader loader, String name, Class<?> type, ProtectionDomain domain, byte[] b) {
            return type == null && name != null && named.isMine(name.replace('/', '.'))
                ? b.clone()
                : null;
          }
        },
        true);
  }

  /**
   * Takes one look.
   *
   * @param arguments {@code scan} or {@code seen}, the file to write to, prefixes of class names
   */
  public static void agentmain(String arguments, Instrumentation jvm) throws IOException {
    String[] parts = arguments.split(",");
    if (parts[0].equals("scan")) {
      if (last != null) {
        jvmOfLast.removeTransformer(last);
      }
      last = new Witness(java.util.Arrays.copyOfRange(parts, 2, parts.length));
      jvmOfLast = jvm;
      jvm.addTransformer(last, true);
      last.transformAll(jvm);
    }
    StringBuilder text = new StringBuilder();
    last.digests.forEach((name, digest) -> text.append(name + " " + digest + "\n"));
    Files.writeString(Path.of(parts[1]), text);
  }

  private void transformAll(Instrumentation jvm) {
    for (Class<?> loaded : jvm.getAllLoadedClasses()) {
      if (isMine(loaded.getName()) && jvm.isModifiableClass(loaded)) {
        try {
          jvm.retransformClasses(loaded);
        } catch (UnmodifiableClassException | LinkageError refused) {
          digests.put(loaded.getName(), refused.toString());
        }
      }
    }
  }

  @Override
  public byte[] transform(
      ClassLoader loader, String name, Class<?> type, ProtectionDomain domain, byte[] bytes) {
    if (name != null && isMine(name.replace('/', '.'))) {
      try {
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
        digests.put(name.replace('/', '.'), HexFormat.of().formatHex(digest));
      } catch (NoSuchAlgorithmException impossible) {
        digests.put(name.replace('/', '.'), impossible.toString());
      }
    }
    return null;
  }

  private boolean isMine(String name) {
    for (String prefix : prefixes) {
      if (name.startsWith(prefix)) {
        return true;
      }
    }
    return false;
  }
}
