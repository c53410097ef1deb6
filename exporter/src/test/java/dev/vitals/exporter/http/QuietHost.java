package dev.vitals.exporter.http;

import java.util.HashMap;
import java.util.Map;
import java.util.logging.LogManager;

/** A host that runs an endpoint and tells what changed in its JVM; its whole output is asserted. */
final class QuietHost {
  private QuietHost() {}

  /** What an application server brings, and announces only in its main. */
  public static final class OwnLogManager extends LogManager {}

  public static void main(String[] arguments) throws Exception {
    Map<Object, Object> before = new HashMap<>(System.getProperties());
    try (RunningEndpoint running = new RunningEndpoint()) {
      for (String path : new String[] {"/metrics", "/-/healthy", "/nowhere"}) {
        for (String method : new String[] {"GET", "HEAD", "POST", "?"}) {
          running.request(method + " " + path, "Accept-Encoding: gzip");
        }
      }
      running.raw("nonsense\r\n\r\n");
      running.raw("GET /%zz HTTP/1.1\r\n\r\n");
      running.connect().close();
      System.out.println("properties unchanged: " + before.equals(System.getProperties()));
    }
    System.out.println("properties unchanged: " + before.equals(System.getProperties()));
    System.setProperty("java.util.logging.manager", OwnLogManager.class.getName());
    System.out.println("logging by " + LogManager.getLogManager().getClass().getSimpleName());
  }
}
