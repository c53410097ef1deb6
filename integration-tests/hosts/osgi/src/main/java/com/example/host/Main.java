package com.example.host;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.IntSupplier;
import org.apache.felix.framework.FrameworkFactory;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.launch.Framework;

/** An OSGi framework with one bundle, which serves the shop. */
public final class Main {
  private Main() {}

  public static void main(String[] args) throws Exception {
    Path storage = Files.createTempDirectory("felix");
    Path home =
        Path.of(Main.class.getProtectionDomain().getCodeSource().getLocation().toURI()).getParent();
    Framework framework =
        new FrameworkFactory()
            .newFramework(
                Map.of(
                    Constants.FRAMEWORK_STORAGE,
                    storage.toString(),
                    Constants.FRAMEWORK_STORAGE_CLEAN,
                    Constants.FRAMEWORK_STORAGE_CLEAN_ONFIRSTINIT));
    framework.start();
    BundleContext context = framework.getBundleContext();
    for (File file : home.resolve("bundles").toFile().listFiles()) {
      Bundle bundle = context.installBundle(file.toURI().toString());
      bundle.start();
    }
    IntSupplier port = context.getService(context.getServiceReference(IntSupplier.class));
    Console.serve(port.getAsInt());
    framework.stop();
    framework.waitForStop(10_000);
    try (var files = Files.walk(storage)) {
      files.sorted((a, b) -> b.compareTo(a)).map(Path::toFile).forEach(File::delete);
    }
  }
}
