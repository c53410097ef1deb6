package dev.vitals.weave;

import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.security.ProtectionDomain;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Weaves the instrumentations into classes as they are loaded, and into those that already are;
 * takes it all back.
 *
 * <p>Nearly every class leaves after a look at its name and constants; Byte Buddy is loaded for the
 * first one that does not. Only bodies of methods change, and the transformer is registered as
 * capable of retransformation, so that {@link #reset} restores the original bytes whether a class
 * was woven at load or later.
 *
 * <p><i>Threads:</i> any; a class that is loaded while its own thread is inside the transformer is
 * left alone. <i>Errors:</i> reported, never thrown.
 */
public final class Weaver implements ClassFileTransformer {
  private static final int BATCH = 50;

  private final Instrumentation jvm;
  private final Exclusions exclusions;
  private final WeaveReport report;
  private final int session;
  private final Map<String, List<Rule>> rulesByType = new HashMap<>();
  private final Map<String, List<Rule>> rulesBySuperType = new HashMap<>();

  /** Internal names of the types of java.base, such as executors, that rules name. */
  private final Set<String> ofJavaBase = new HashSet<>();

  private final WantedMethods subtypeMethods;
  private final SuperTypes superTypes = new SuperTypes();
  private final ClassLoader platformLoader = ClassLoader.getPlatformClassLoader();
  private final ThreadLocal<Boolean> transforming = new ThreadLocal<>();
  private final Set<String> woven = Collections.synchronizedSet(new HashSet<>());
  private volatile boolean leaving;
  private ClassWeaver classWeaver;
  private boolean wovenLately;

  /**
   * @param session the number woven code passes to the probe
   * @param instrumentations in the order of their indexes; a null is one that is switched off
   */
  public Weaver(
      Instrumentation jvm,
      int session,
      List<LibraryInstrumentation> instrumentations,
      Exclusions exclusions,
      WeaveReport report) {
    this.jvm = jvm;
    this.session = session;
    this.exclusions = exclusions;
    this.report = report;
    List<Rule> ofSubtypes = new ArrayList<>();
    for (int index = 0; index < instrumentations.size(); index++) {
      if (instrumentations.get(index) == null) {
        continue;
      }
      Weaving weaving = new Weaving(index);
      instrumentations.get(index).describe(weaving);
      for (Rule rule : weaving.rules()) {
        Map<String, List<Rule>> rules = rule.subtypes() ? rulesBySuperType : rulesByType;
        List<Rule> ofType = rules.get(rule.typeName());
        if (ofType == null) {
          ofType = new ArrayList<>();
          rules.put(rule.typeName(), ofType);
        }
        ofType.add(rule);
        if (rule.subtypes()) {
          ofSubtypes.add(rule);
        } else if (rule.typeName().startsWith("java.")) {
          ofJavaBase.add(rule.typeName().replace('.', '/'));
        }
      }
    }
    subtypeMethods = new WantedMethods(ofSubtypes);
  }

  /** Weaves what is loaded from now on; with {@code alsoLoaded}, also what is loaded already. */
  public void install(boolean alsoLoaded) {
    jvm.addTransformer(this, true);
    if (alsoLoaded) {
      List<Class<?>> candidates = new ArrayList<>();
      for (Class<?> type : jvm.getAllLoadedClasses()) {
        if (isCandidate(type)) {
          candidates.add(type);
        }
      }
      retransform(candidates, "transform");
    }
  }

  /** Gives every woven class its original bytes back and weaves no more. */
  public void reset() {
    leaving = true;
    jvm.removeTransformer(this);
    Set<Class<?>> restored = new HashSet<>();
    // Twice: a class that another thread was just loading may have left the transformer woven, and
    // not have been among the loaded ones yet.
    for (int pass = 0; pass < 2; pass++) {
      List<Class<?>> changed = new ArrayList<>();
      for (Class<?> type : jvm.getAllLoadedClasses()) {
        if (woven.contains(type.getName()) && jvm.isModifiableClass(type) && restored.add(type)) {
          changed.add(type);
        }
      }
      retransform(changed, "reset");
    }
    woven.clear();
  }

  /**
   * Lets go of what it has read of libraries and of its own advice, some megabytes, unless it wove
   * since the last call; it is read again when it is needed.
   */
  public void rest() {
    synchronized (this) {
      if (!wovenLately) {
        classWeaver = null;
      }
      wovenLately = false;
    }
    superTypes.rest();
  }

  @Override
  public byte[] transform(
      ClassLoader loader,
      String internalName,
      Class<?> loaded,
      ProtectionDomain domain,
      byte[] classFile) {
    if (internalName == null) {
      return null;
    }
    boolean ofJdk = loader == null || loader == platformLoader;
    if (ofJdk && internalName.startsWith("java/") && !ofJavaBase.contains(internalName)) {
      return null;
    }
    if (leaving || transforming.get() != null) {
      return null;
    }
    transforming.set(Boolean.TRUE);
    try {
      return transform(loader, internalName.replace('/', '.'), ofJdk, loaded, classFile);
    } catch (Throwable unexpected) {
      report.failed(-1, "match", internalName, unexpected);
      return null;
    } finally {
      transforming.remove();
    }
  }

  private byte[] transform(
      ClassLoader loader, String name, boolean ofJdk, Class<?> loaded, byte[] classFile) {
    if (exclusions.excludes(name, loader)) {
      return null;
    }
    List<Rule> rules = rulesByType.get(name);
    ClassOutline outline = ofJdk ? null : ClassOutline.read(classFile, subtypeMethods);
    if (outline == null && rules == null) {
      return null;
    }
    long startNanos = System.nanoTime();
    if (outline != null && !outline.isInterface()) {
      rules = withSuperTypeRules(rules, loaded, outline, loader);
    }
    byte[] result = rules == null ? null : weave(name, classFile, loader, rules);
    report.spent(System.nanoTime() - startNanos);
    return result;
  }

  private List<Rule> withSuperTypeRules(
      List<Rule> rules, Class<?> loaded, ClassOutline outline, ClassLoader loader) {
    Set<String> above =
        loaded != null ? SuperTypes.above(loaded) : superTypes.above(outline, loader);
    List<Rule> all = rules;
    for (Map.Entry<String, List<Rule>> entry : rulesBySuperType.entrySet()) {
      if (above.contains(entry.getKey())) {
        all = all == null ? new ArrayList<>() : all == rules ? new ArrayList<>(rules) : all;
        all.addAll(entry.getValue());
      }
    }
    return all;
  }

  private byte[] weave(String name, byte[] classFile, ClassLoader loader, List<Rule> rules) {
    try {
      byte[] result = classWeaver().weave(name, classFile, loader, rules);
      if (result != null && woven.add(name)) {
        report.transformed(rules.get(0).instrumentation(), name);
      }
      return leaving ? null : result;
    } catch (Throwable cause) {
      report.failed(rules.get(0).instrumentation(), "transform", name, cause);
      return null;
    }
  }

  private synchronized ClassWeaver classWeaver() {
    wovenLately = true;
    if (classWeaver == null) {
      classWeaver = new ClassWeaver(session);
    }
    return classWeaver;
  }

  private boolean isCandidate(Class<?> type) {
    if (type.isArray() || type.isPrimitive() || type.isHidden() || !jvm.isModifiableClass(type)) {
      return false;
    }
    ClassLoader loader = type.getClassLoader();
    if (exclusions.excludes(type.getName(), loader)) {
      return false;
    }
    if (rulesByType.containsKey(type.getName())) {
      return true;
    }
    if (loader == null || loader == platformLoader || type.isInterface()) {
      return false;
    }
    for (String above : SuperTypes.above(type)) {
      if (rulesBySuperType.containsKey(above)) {
        return true;
      }
    }
    return false;
  }

  private void retransform(List<Class<?>> types, String phase) {
    for (int from = 0; from < types.size(); from += BATCH) {
      retransformBatch(types.subList(from, Math.min(from + BATCH, types.size())), phase);
    }
  }

  /**
   * One class that cannot be retransformed must not keep the others from it: halves until it stands
   * alone.
   */
  private void retransformBatch(List<Class<?>> batch, String phase) {
    try {
      jvm.retransformClasses(batch.toArray(new Class<?>[0]));
    } catch (UnmodifiableClassException | RuntimeException | LinkageError | InternalError refused) {
      if (batch.size() == 1) {
        report.failed(-1, phase, batch.get(0).getName(), refused);
        return;
      }
      int middle = batch.size() / 2;
      for (List<Class<?>> half :
          Arrays.asList(batch.subList(0, middle), batch.subList(middle, batch.size()))) {
        retransformBatch(half, phase);
      }
    }
  }
}
