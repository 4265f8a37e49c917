package org.mydocker.lti.grade;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.mydocker.kernel.grade.ColumnId;
import org.mydocker.kernel.grade.ColumnWish;
import org.mydocker.kernel.grade.GradeColumns;
import org.mydocker.lti.people.PlainText;
import org.mydocker.lti.people.WantedColumns;
import org.mydocker.lti.platform.Platforms;
import org.mydocker.lti.platform.Registration;
import org.mydocker.lti.service.ServiceCalls;
import org.mydocker.lti.service.ServiceFailed;
import org.mydocker.lti.service.Threads;
import org.mydocker.lti.wire.Json;
import org.mydocker.lti.wire.Malformed;
import org.mydocker.lti.wire.StrictJson;
import org.mydocker.walls.http.SafeResponse;

/**
 * Finds the column of an activity whose launches name none: in the platform's list by resource id
 * and tag, else by making one where the scope lets us (AGS-02, AGS-03). What was found is kept and
 * not asked for again. A launch waits for a slow platform a few seconds only; what comes later is
 * kept for the next one.
 */
@Singleton
public class FindingColumns implements GradeColumns {

  private static final String LIST_TYPE = "application/vnd.ims.lis.v2.lineitemcontainer+json";
  private static final String ITEM_TYPE = "application/vnd.ims.lis.v2.lineitem+json";
  private static final int MOST_URL_CHARS = 2000;

  private static final Duration WAIT = Duration.ofSeconds(3);

  private final WantedColumns wanted;
  private final Platforms platforms;
  private final ServiceCalls calls;
  private final Threads threads;
  private final Clock clock;

  @Inject
  FindingColumns(WantedColumns wanted, Platforms platforms, ServiceCalls calls, Threads threads) {
    this.wanted = wanted;
    this.platforms = platforms;
    this.calls = calls;
    this.threads = threads;
    this.clock = Clock.systemUTC();
  }

  @Override
  public Optional<ColumnId> find(ColumnWish wish) {
    Optional<ColumnId> known = wanted.known(wish.course(), wish.resourceId());
    return known.isPresent()
        ? known
        : wanted
            .service(wish)
            .filter(s -> GradeScopes.mayList(s.scopes()))
            .flatMap(s -> inTime(wish, s));
  }

  private Optional<ColumnId> inTime(ColumnWish wish, WantedColumns.Service service) {
    try {
      Future<Optional<ColumnId>> asking =
          threads.calling(service.registration()).submit(() -> claimed(wish, service));
      return asking.get(WAIT.toSeconds(), TimeUnit.SECONDS);
    } catch (TimeoutException | RejectedExecutionException e) {
      System.getLogger(FindingColumns.class.getName())
          .log(
              System.Logger.Level.INFO,
              "the platform takes its time over the grade column for {0} of course {1}",
              wish.resourceId(),
              wish.course());
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }

  private Optional<ColumnId> claimed(ColumnWish wish, WantedColumns.Service service) {
    UUID claim = UUID.randomUUID();
    if (!wanted.claim(wish.course(), wish.resourceId(), claim, clock.instant())) {
      return wanted.known(wish.course(), wish.resourceId());
    }
    try {
      Optional<ColumnId> column =
          asked(wish, service, claim)
              .flatMap(url -> wanted.found(wish, url, service.scopes(), clock.instant()));
      wanted.release(wish.course(), wish.resourceId(), claim);
      return column;
    } catch (ServiceFailed | Malformed e) {
      // The claim is kept until it lapses, so that a platform that hangs does so for one launch.
      System.getLogger(FindingColumns.class.getName())
          .log(
              System.Logger.Level.WARNING,
              "no grade column for {0} of course {1}: {2}",
              wish.resourceId(),
              wish.course(),
              e.getMessage());
      return Optional.empty();
    }
  }

  private Optional<String> asked(ColumnWish wish, WantedColumns.Service service, UUID claim) {
    Registration registration = platforms.find(service.registration()).orElseThrow();
    Optional<String> listed =
        best(listed(wish, service, registration), wish, service)
            .flatMap(item -> address(item, registration));
    if (listed.isPresent() || !GradeScopes.mayMake(service.scopes())) {
      return listed;
    }
    // The list may have taken longer than the claim holds: only who still has it makes a column.
    return wanted.claim(wish.course(), wish.resourceId(), claim, clock.instant())
        ? address(made(wish, service, registration), registration)
        : Optional.empty();
  }

  private List<Json> listed(
      ColumnWish wish, WantedColumns.Service service, Registration registration) {
    URI address =
        URI.create(
            service.lineItems()
                + (service.lineItems().contains("?") ? "&" : "?")
                + "resource_id="
                + URLEncoder.encode(wish.resourceId(), StandardCharsets.UTF_8));
    List<Json> items = new ArrayList<>();
    for (SafeResponse page :
        calls.pages(registration, address, GradeScopes.toList(service.scopes()), LIST_TYPE)) {
      items.addAll(StrictJson.objects(page.body()));
    }
    return items;
  }

  /**
   * A platform may not know the filter, so it is applied here too. Of several, that of the very
   * activity; activities that were chosen before columns had a tag have one without.
   */
  private static Optional<Json> best(
      List<Json> items, ColumnWish wish, WantedColumns.Service service) {
    return items.stream()
        .filter(item -> item.text("resourceId").filter(wish.resourceId()::equals).isPresent())
        .filter(item -> item.filled("tag").map(WantedColumns.TAG::equals).orElse(true))
        .min(
            Comparator.<Json, Boolean>comparing(item -> item.filled("tag").isEmpty())
                .thenComparing(
                    item ->
                        item.text("resourceLinkId").filter(service.linkId()::equals).isEmpty()));
  }

  private Json made(ColumnWish wish, WantedColumns.Service service, Registration registration) {
    Map<String, Object> item = new LinkedHashMap<>();
    item.put("label", PlainText.cleaned(wish.label(), PlainText.SHORT).orElse(wish.resourceId()));
    item.put("scoreMaximum", Math.min(wish.maximum(), registration.profile().mostPoints()));
    item.put("resourceId", wish.resourceId());
    item.put("tag", WantedColumns.TAG);
    item.put("resourceLinkId", service.linkId());
    return StrictJson.object(
        calls
            .post(
                registration,
                URI.create(service.lineItems()),
                GradeScopes.LINE_ITEMS,
                ITEM_TYPE,
                StrictJson.bytes(item))
            .body());
  }

  /** Only an address that may be called later is one (SVC-05). */
  private static Optional<String> address(Json item, Registration registration) {
    return item.filled("id")
        .filter(id -> id.length() <= MOST_URL_CHARS)
        .filter(id -> uri(id).filter(registration::mayCall).isPresent());
  }

  private static Optional<URI> uri(String text) {
    try {
      return Optional.of(new URI(text));
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }
}
