package dev.vitals.weave;

import dev.vitals.probe.Frame;
import dev.vitals.probe.Request;
import dev.vitals.probe.Sink;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Writes down what woven code says. */
public final class RecordingSink implements Sink {
  public final List<String> calls = new CopyOnWriteArrayList<>();

  @Override
  public long enter(int session, int kind) {
    calls.add("enter " + session + " " + kind);
    return 1L;
  }

  @Override
  public void exit(
      int session,
      int kind,
      long startNanos,
      Object self,
      Object argument,
      Object result,
      Throwable thrown) {
    calls.add("exit " + session + " " + kind + " " + argument + " " + thrown);
  }

  @Override
  public Frame open(int session, int kind) {
    calls.add("open " + session + " " + kind);
    return Frame.current();
  }

  @Override
  public void close(
      int session,
      int kind,
      Frame frame,
      Object self,
      Object argument,
      Object result,
      Throwable thrown) {
    calls.add("close " + session + " " + kind + " " + argument + " " + thrown);
  }

  @Override
  public void note(
      int session, int kind, Object self, Object argument, Object result, long amount) {
    calls.add("note " + session + " " + kind + " " + argument + " " + amount);
  }

  @Override
  public void requestStarted(
      int session, long startNanos, String method, String scheme, Object dispatch, Object mark) {
    calls.add("requestStarted " + method + " " + scheme);
  }

  @Override
  public void requestRouted(int session, String prefix, Object template, String mapping) {
    calls.add("requestRouted " + template + " " + mapping);
  }

  @Override
  public void requestMapped(
      int session, String servletPath, String pathInfo, Collection<String> mappings) {
    calls.add("requestMapped " + servletPath);
  }

  @Override
  public Request requestEnded(int session, long startNanos) {
    calls.add("requestEnded");
    return null;
  }

  @Override
  public Object request(
      int session,
      Request ended,
      Object response,
      String prefix,
      Object template,
      String mapping,
      int status,
      boolean committed,
      Throwable thrown) {
    calls.add("request " + mapping + " " + status + " " + thrown);
    return null;
  }

  @Override
  public Request asyncStarting(int session, long startNanos, Object mark, Throwable thrown) {
    calls.add("asyncStarting");
    return null;
  }

  @Override
  public void asyncRouted(
      int session, Request request, String prefix, Object template, String mapping) {
    calls.add("asyncRouted " + mapping);
  }

  @Override
  public void asyncStarted(int session, Request request, Class<?> responseType) {
    calls.add("asyncStarted");
  }

  @Override
  public void requestCompleted(Request request) {
    calls.add("requestCompleted");
  }

  @Override
  public void exchange(int session, Request ended, Object exchange, int status, Throwable thrown) {
    calls.add("exchange " + status + " " + thrown);
  }

  @Override
  public void exchangeAnswered(int session, Object exchange, int status, boolean closed) {
    calls.add("exchangeAnswered " + status);
  }

  @Override
  public void failed(int instrumentation, Throwable thrown) {
    calls.add("failed " + instrumentation + " " + thrown);
  }
}
