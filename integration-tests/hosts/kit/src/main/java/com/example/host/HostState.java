package com.example.host;

import java.lang.management.ManagementFactory;
import java.net.Authenticator;
import java.net.CookieHandler;
import java.net.ProxySelector;
import java.nio.charset.Charset;
import java.security.Provider;
import java.security.Security;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TimeZone;
import java.util.TreeMap;
import java.util.logging.LogManager;

/**
 * What is global in a JVM and could be changed by a guest: the host's own view of it, as {@code
 * key=value} lines.
 */
final class HostState {
  private static final List<String> GUESTS =
      List.of(
          "dev.vitals.agent.Agent",
          "dev.vitals.probe.Probe",
          "net.bytebuddy.ByteBuddy",
          "net.bytebuddy.agent.ByteBuddyAgent",
          "org.jctools.queues.MessagePassingQueue",
          "org.HdrHistogram.Histogram",
          "oshi.SystemInfo",
          "com.sun.jna.Native",
          "io.prometheus.client.Collector",
          "picocli.CommandLine",
          "org.snakeyaml.engine.v2.api.Load");

  private HostState() {}

  static List<String> lines() {
    Map<String, String> state = new TreeMap<>();
    for (String key : System.getProperties().stringPropertyNames()) {
      state.put("property " + key, System.getProperty(key));
    }
    state.put("locale", Locale.getDefault().toString());
    state.put("locale display", Locale.getDefault(Locale.Category.DISPLAY).toString());
    state.put("locale format", Locale.getDefault(Locale.Category.FORMAT).toString());
    state.put("time zone", TimeZone.getDefault().getID());
    state.put("charset", Charset.defaultCharset().name());
    state.put("log manager", LogManager.getLogManager().getClass().getName());
    state.put("uncaught handler", String.valueOf(Thread.getDefaultUncaughtExceptionHandler()));
    state.put("proxy selector", nameOf(ProxySelector.getDefault()));
    state.put("cookie handler", nameOf(CookieHandler.getDefault()));
    state.put("authenticator", nameOf(Authenticator.getDefault()));
    for (Provider provider : Security.getProviders()) {
      state.put("security provider " + provider.getName(), "present");
    }
    for (var name : ManagementFactory.getPlatformMBeanServer().queryNames(null, null)) {
      state.put("mbean " + name, "present");
    }
    Module base = Object.class.getModule();
    Module ours = HostState.class.getModule();
    for (String name : base.getPackages()) {
      if (base.isOpen(name, ours)) {
        state.put("open package " + name, "true");
      }
      if (base.isExported(name, ours) && !base.isExported(name)) {
        state.put("exported package " + name, "true");
      }
    }
    for (String guest : GUESTS) {
      state.put("visible " + guest, String.valueOf(visible(guest)));
    }
    return state.entrySet().stream().map(entry -> entry.getKey() + "=" + entry.getValue()).toList();
  }

  private static String nameOf(Object object) {
    return object == null ? "none" : object.getClass().getName();
  }

  private static boolean visible(String className) {
    try {
      Class.forName(className, false, HostState.class.getClassLoader());
      return true;
    } catch (ClassNotFoundException absent) {
      return false;
    }
  }
}
