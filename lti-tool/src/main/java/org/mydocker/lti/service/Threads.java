package org.mydocker.lti.service;

import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.inject.Singleton;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The threads that call a platform behind a launch, so many and no more, from the server's factory
 * so that they can use its resources. Not the server's own pool, where what hangs keeps all the
 * others waiting in a queue without a bound.
 */
@Singleton
public class Threads {

  private static final int MOST = 24;
  private static final int QUEUE = 1000;

  @Resource(lookup = "java:comp/DefaultManagedThreadFactory")
  private ManagedThreadFactory factory;

  private ThreadPoolExecutor calling;

  public synchronized ExecutorService calling() {
    if (calling == null) {
      calling =
          new ThreadPoolExecutor(
              MOST, MOST, 1, TimeUnit.MINUTES, new LinkedBlockingQueue<>(QUEUE), factory);
      calling.allowCoreThreadTimeOut(true);
    }
    return calling;
  }

  @PreDestroy
  synchronized void end() {
    if (calling != null) {
      calling.shutdownNow();
    }
  }
}
