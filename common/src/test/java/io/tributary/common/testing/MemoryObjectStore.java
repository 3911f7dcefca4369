package io.tributary.common.testing;

import io.tributary.common.storage.ObjectStore;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Objects in memory. Counts requests, and fails when told to. */
public final class MemoryObjectStore implements ObjectStore {

  private final NavigableMap<String, byte[]> objects = new TreeMap<>();
  private int lists;
  private int reads;
  private int requestsUntilFailure = -1;
  private boolean closed;
  private Action beforeWrite;

  /** What somebody else does meanwhile. */
  public interface Action {
    void run() throws IOException;
  }

  /** Lets somebody else be quicker than the next write. */
  public synchronized void beforeNextWrite(Action action) {
    beforeWrite = action;
  }

  @Override
  public synchronized List<String> list(String folder, String after, int limit) throws IOException {
    request();
    lists++;
    return objects.tailMap(folder + after, false).keySet().stream()
        .takeWhile(name -> name.startsWith(folder))
        .map(name -> name.substring(folder.length()))
        .filter(name -> name.indexOf('/') < 0)
        .limit(limit)
        .collect(Collectors.toList());
  }

  @Override
  public synchronized byte[] read(String name) throws IOException {
    request();
    reads++;
    byte[] content = objects.get(name);
    if (content == null) {
      throw new FileNotFoundException(name);
    }
    return content.clone();
  }

  @Override
  public synchronized void write(String name, byte[] content) throws IOException {
    request();
    Action first = beforeWrite;
    beforeWrite = null;
    if (first != null) {
      first.run();
    }
    objects.put(name, content.clone());
  }

  private void request() throws IOException {
    if (requestsUntilFailure == 0) {
      requestsUntilFailure = -1;
      throw new IOException("The store is away");
    }
    requestsUntilFailure = Math.max(-1, requestsUntilFailure - 1);
  }

  /** Lets so many requests pass, fails the one after them, and is well again. */
  public synchronized void failAfter(int requests) {
    requestsUntilFailure = requests;
  }

  /** List requests so far. */
  public synchronized int lists() {
    return lists;
  }

  /** Read requests so far. */
  public synchronized int reads() {
    return reads;
  }

  /** Names of all objects, in order. */
  public synchronized List<String> names() {
    return List.copyOf(objects.keySet());
  }

  @Override
  public synchronized void close() {
    closed = true;
  }

  public synchronized boolean isClosed() {
    return closed;
  }
}
