package org.mydocker.system.site;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Request;
import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What a browser asked for and never got, told on the standard error. Chromium gives up all that
 * waits for a connection when this machine's addresses change, as they do whenever a container
 * starts or ends, on loopback too; a page that lacks a script for that reason says nothing and
 * stays grey. It takes a browser on the machine of the containers, as here.
 */
public final class LostRequests {

  private static final String CHANGED = "ERR_NETWORK_CHANGED";
  private static final String GIVEN_UP = "ERR_ABORTED";
  private static final Map<BrowserContext, AtomicInteger> CHANGES =
      Collections.synchronizedMap(new WeakHashMap<>());

  private LostRequests() {}

  static void watch(BrowserContext context) {
    AtomicInteger changes = new AtomicInteger();
    CHANGES.put(context, changes);
    context.onRequestFailed(lost -> told(lost, changes));
  }

  private static void told(Request lost, AtomicInteger changes) {
    String why = String.valueOf(lost.failure());
    if (why.contains(CHANGED)) {
      changes.incrementAndGet();
    }
    if (!why.contains(GIVEN_UP)) {
      System.err.println("not got: " + lost.url().replaceAll("[?].*", "") + ": " + why);
    }
  }

  /**
   * Whether the browser has given requests up, since this was asked last, as the network changed.
   */
  public static boolean byAChangeOfTheNetwork(BrowserContext context) {
    return CHANGES.get(context).getAndSet(0) > 0;
  }
}
