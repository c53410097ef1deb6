package dev.vitals.probe;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * One HTTP request from its first entry to its end. Where the request goes on asynchronously this
 * is also its mark and the handler of the listener that hears of its completion.
 *
 * <p>The sink fills the fields, and sees to it that those of a finished request are null: strings
 * and objects of the container only, never one of the agent's own.
 *
 * <p><i>Threads:</i> one at a time, as the container hands the request on; {@link #end} decides
 * where two meet. <i>Errors:</i> the listener never throws.
 */
public final class Request implements InvocationHandler {
  public int session;
  public long startNanos;

  /** End of the last pass on a thread. */
  public long endNanos;

  public String method;
  public String scheme;

  public String prefix;
  public String template;
  public String mapping;

  /** What the framework would show as a template though it is the path; compared by identity. */
  public Object rawPath;

  /** How much of the route is settled; the sink's own numbers. */
  public int routing;

  /** Why it came back to the thread it is on; the sink's own numbers. */
  public int pass;

  /** True once a completion will be heard of, so that the exit from the thread is not the end. */
  public volatile boolean async;

  /** Set by a pass that threw, or else by the listener. */
  public volatile Throwable thrown;

  public volatile boolean timedOut;

  private volatile Object response;
  private volatile Class<?> responseType;
  private final AtomicBoolean over = new AtomicBoolean();

  /** True for exactly one caller. */
  public boolean end() {
    return over.compareAndSet(false, true);
  }

  public boolean isOver() {
    return over.get();
  }

  /** Makes a finished request a new one. */
  public void reopen() {
    over.set(false);
  }

  /**
   * Keeps what the status is asked of when the request is complete.
   *
   * @param newResponse the container's response; null to forget it
   * @param newResponseType the public interface to ask through; null to keep the one that is known
   */
  public void answersThrough(Object newResponse, Class<?> newResponseType) {
    response = newResponse;
    if (newResponseType != null) {
      responseType = newResponseType;
    }
  }

  public boolean hasResponse() {
    return response != null;
  }

  /** The status the response has now; 0 when it does not say. */
  public int status() {
    Object from = response;
    Class<?> through = responseType;
    if (from == null || through == null) {
      return 0;
    }
    try {
      return ((Integer) through.getMethod("getStatus").invoke(from)).intValue();
    } catch (Throwable recycled) {
      return 0;
    }
  }

  /** A listener of the library's type for which this is the handler. */
  public Object listener(Class<?> listenerType) {
    return Proxy.newProxyInstance(
        listenerType.getClassLoader(), new Class<?>[] {listenerType}, this);
  }

  @Override
  public Object invoke(Object proxy, Method called, Object[] arguments) {
    String name = called.getName();
    if (name.equals("equals")) {
      return Boolean.valueOf(proxy == arguments[0]);
    }
    if (name.equals("hashCode")) {
      return Integer.valueOf(System.identityHashCode(proxy));
    }
    if (name.equals("toString")) {
      return "Vitals";
    }
    try {
      if (name.equals("onComplete")) {
        Probe.requestCompleted(this);
      } else if (name.equals("onTimeout")) {
        timedOut = true;
      } else if (name.equals("onError") && thrown == null) {
        Class<?> event = called.getParameterTypes()[0];
        thrown = (Throwable) event.getMethod("getThrowable").invoke(arguments[0]);
      }
    } catch (Throwable unheard) {
      // The container must not notice.
    }
    return null;
  }
}
