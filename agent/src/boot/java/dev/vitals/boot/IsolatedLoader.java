package dev.vitals.boot;

import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.MalformedURLException;
import java.net.URL;
import java.util.Collections;
import java.util.Enumeration;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;

/**
 * Loads everything of ours but the boot classes, from under {@code isolated/} of the agent's jar,
 * where no other loader finds it: classes are stored there with another suffix.
 *
 * <p><i>Threads:</i> any, in parallel.
 */
final class IsolatedLoader extends ClassLoader {
  private static final String FOLDER = "isolated/";
  private static final String CLASS = ".class";

  static {
    registerAsParallelCapable();
  }

  private final File file;
  private final JarFile jar;

  IsolatedLoader(File file, ClassLoader parent) throws IOException {
    super(parent);
    this.file = file;
    this.jar = new JarFile(file, false);
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    byte[] bytes;
    try {
      bytes = read(entryOf(name.replace('.', '/') + CLASS));
    } catch (IOException e) {
      throw new ClassNotFoundException(name, e);
    }
    if (bytes == null) {
      throw new ClassNotFoundException(name);
    }
    return defineClass(name, bytes, 0, bytes.length);
  }

  @Override
  public InputStream getResourceAsStream(String name) {
    try {
      byte[] bytes = read(entryOf(name));
      return bytes == null ? super.getResourceAsStream(name) : new ByteArrayInputStream(bytes);
    } catch (IOException e) {
      return null;
    }
  }

  @Override
  protected URL findResource(String name) {
    String entry = entryOf(name);
    if (entry(entry) == null) {
      return null;
    }
    try {
      return new URL("jar:" + file.toURI() + "!/" + entry);
    } catch (MalformedURLException e) {
      return null;
    }
  }

  @Override
  protected Enumeration<URL> findResources(String name) {
    URL url = findResource(name);
    return url == null
        ? Collections.<URL>emptyEnumeration()
        : Collections.enumeration(Collections.singleton(url));
  }

  void close() {
    try {
      jar.close();
    } catch (IOException e) {
      // Nothing is written to it.
    }
  }

  private static String entryOf(String resource) {
    return FOLDER + (resource.endsWith(CLASS) ? resource + "data" : resource);
  }

  /** Null also once the agent has left and the jar is closed. */
  private ZipEntry entry(String entryName) {
    try {
      return jar.getEntry(entryName);
    } catch (IllegalStateException closed) {
      return null;
    }
  }

  private byte[] read(String entryName) throws IOException {
    ZipEntry entry = entry(entryName);
    if (entry == null) {
      return null;
    }
    byte[] bytes = new byte[(int) entry.getSize()];
    int read = 0;
    try (InputStream in = jar.getInputStream(entry)) {
      while (read < bytes.length) {
        int count = in.read(bytes, read, bytes.length - read);
        if (count < 0) {
          throw new IOException(entryName + " is cut short");
        }
        read += count;
      }
    }
    return bytes;
  }
}
