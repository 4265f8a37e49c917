package org.mydocker.lti.service;

import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.mydocker.lti.platform.RegistrationId;

/**
 * The threads that call a platform behind a launch, so many for each and no more, from the server's
 * factory so that they can use its resources: a platform that hangs keeps no other's people
 * waiting. They end when there is nothing to do for a minute.
 */
@Singleton
public class Threads {

  private static final int MOST = 6;
  private static final int QUEUE = 200;

  @Resource(lookup = "java:comp/DefaultManagedThreadFactory")
  private ManagedThreadFactory factory;

  private final Map<RegistrationId, ExecutorService> calling = new ConcurrentHashMap<>();

  /** Those that call that platform; they take 200 tasks that wait, and reject what is more. */
  public ExecutorService calling(RegistrationId platform) {
    return calling.computeIfAbsent(platform, one -> pool());
  }

  private ExecutorService pool() {
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(
            MOST, MOST, 1, TimeUnit.MINUTES, new LinkedBlockingQueue<>(QUEUE), factory);
    pool.allowCoreThreadTimeOut(true);
    return pool;
  }

  @PreDestroy
  void end() {
    calling.values().forEach(ExecutorService::shutdownNow);
  }
}
