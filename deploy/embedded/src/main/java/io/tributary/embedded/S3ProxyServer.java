package io.tributary.embedded;

import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.Properties;

/**
 * An s3proxy server, driven by reflection as its classes are {@linkplain S3ProxyClasses not ours}.
 * Names and methods are those of s3proxy 4.1.0.
 */
final class S3ProxyServer {

  private static final String JETTY = "org.gaul.shaded.org.eclipse.jetty.server.";

  private final ClassLoader classes;
  private final Object store;
  private final Object proxy;

  /**
   * Sets up a server, not started yet, that keeps buckets as directories of {@code buckets}.
   *
   * @param port 0 for any that is free
   * @param requests told of every request
   */
  S3ProxyServer(
      ClassLoader classes,
      Path buckets,
      int port,
      String accessKey,
      String secretKey,
      S3Requests requests)
      throws IOException {
    this.classes = classes;
    Properties properties = new Properties();
    properties.setProperty("s3proxy.endpoint", "http://" + EmbeddedS3.HOST + ":" + port);
    properties.setProperty("s3proxy.authorization", "aws-v4");
    properties.setProperty("s3proxy.identity", accessKey);
    properties.setProperty("s3proxy.credential", secretKey);
    properties.setProperty("s3proxy.jetty.max-threads", "64");
    properties.setProperty("jclouds.filesystem.basedir", buckets.toString());
    try {
      store =
          type("org.gaul.s3proxy.BlobStores")
              .getMethod("create", String.class, Properties.class)
              .invoke(null, "filesystem-nio2", properties);
      Class<?> builderType = type("org.gaul.s3proxy.S3Proxy$Builder");
      Object builder =
          builderType.getMethod("fromProperties", Properties.class).invoke(null, properties);
      call(builder, "blobStore", type("org.gaul.s3proxy.blobstore.BlobStore"), store);
      // A stop with a timeout waits for connections that clients keep open, and fails when they do.
      call(builder, "stopTimeout", long.class, 0L);
      proxy = call(builder, "build");
      prepareJetty(requests);
    } catch (ReflectiveOperationException e) {
      throw failure("set up", e);
    }
  }

  /** Starts to listen; returns the port. */
  int start() throws IOException {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(classes); // for Jetty's threads, which inherit it
    try {
      call(proxy, "start");
      return (int) call(proxy, "getPort");
    } catch (ReflectiveOperationException e) {
      throw failure("start", e);
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  void stop() throws IOException {
    try {
      call(proxy, "stop");
    } catch (ReflectiveOperationException e) {
      throw failure("stop", e);
    }
  }

  void createBucket(String name) throws IOException {
    try {
      if (!(boolean) call(store, "containerExists", String.class, name)) {
        call(store, "createContainer", String.class, name);
      }
    } catch (ReflectiveOperationException e) {
      throw failure("create bucket " + name + " in", e);
    }
  }

  private void prepareJetty(S3Requests requests) throws ReflectiveOperationException {
    Field field = proxy.getClass().getDeclaredField("server");
    field.setAccessible(true);
    Object jetty = field.get(proxy);
    // A JVM whose work is done need not wait for a server that nobody ended.
    call(call(jetty, "getThreadPool"), "setDaemon", boolean.class, true);

    Class<?> customizerType = type(JETTY + "HttpConfiguration$Customizer");
    Object customizer =
        Proxy.newProxyInstance(
            classes, new Class<?>[] {customizerType}, new RequestListener(requests));
    for (Object connector : (Object[]) call(jetty, "getConnectors")) {
      Object factory =
          connector
              .getClass()
              .getMethod("getConnectionFactory", Class.class)
              .invoke(connector, type(JETTY + "HttpConnectionFactory"));
      call(call(factory, "getHttpConfiguration"), "addCustomizer", customizerType, customizer);
    }
  }

  private Class<?> type(String name) throws ClassNotFoundException {
    return Class.forName(name, true, classes);
  }

  private static Object call(Object target, String method) throws ReflectiveOperationException {
    return target.getClass().getMethod(method).invoke(target);
  }

  private static Object call(Object target, String method, Class<?> type, Object argument)
      throws ReflectiveOperationException {
    return target.getClass().getMethod(method, type).invoke(target, argument);
  }

  private static IOException failure(String what, ReflectiveOperationException e) {
    Throwable cause = e instanceof InvocationTargetException ? e.getCause() : e;
    return new IOException("Cannot " + what + " s3proxy: " + cause, cause);
  }

  /**
   * Jetty's {@code HttpConfiguration.Customizer}: sees each request before the handlers do, and
   * passes it on as it is.
   */
  private final class RequestListener implements InvocationHandler {
    private final S3Requests requests;
    private final Method method;
    private final Method uri;
    private final Method headers;
    private final Method path;
    private final Method query;
    private final Method contains;

    RequestListener(S3Requests requests) throws ReflectiveOperationException {
      this.requests = requests;
      Class<?> request = type(JETTY + "Request");
      method = request.getMethod("getMethod");
      uri = request.getMethod("getHttpURI");
      headers = request.getMethod("getHeaders");
      path = uri.getReturnType().getMethod("getPath");
      query = uri.getReturnType().getMethod("getQuery");
      contains = headers.getReturnType().getMethod("contains", String.class);
    }

    @Override
    public Object invoke(Object self, Method called, Object[] arguments) throws Throwable {
      return switch (called.getName()) {
        case "customize" -> {
          requests.count(read(arguments[0]));
          yield arguments[0];
        }
        case "hashCode" -> System.identityHashCode(self);
        case "equals" -> self == arguments[0];
        default -> "RequestListener";
      };
    }

    private S3Request read(Object request) throws ReflectiveOperationException {
      Object target = uri.invoke(request);
      return S3Request.of(
          (String) method.invoke(request),
          (String) path.invoke(target),
          (String) query.invoke(target),
          (boolean) contains.invoke(headers.invoke(request), "x-amz-copy-source"));
    }
  }
}
