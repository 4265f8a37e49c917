package org.mydocker.broker.pages;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Flow;
import org.mydocker.broker.start.OwnSessions;
import org.mydocker.kernel.environment.SessionId;
import org.mydocker.kernel.environment.StartEvent;
import org.mydocker.kernel.page.Visit;

/**
 * {@code sessions/ID/progress}: the start as server-sent events, all of it again after a reconnect
 * (START-03). One event is on its way at a time, so a slow browser slows nobody.
 */
@Path("v/{visit}/sessions/{id}/progress")
public class ProgressResource {

  @Inject Visit visit;
  @Inject OwnSessions sessions;

  @GET
  @Produces(MediaType.SERVER_SENT_EVENTS)
  public void progress(@PathParam("id") String id, @Context SseEventSink sink, @Context Sse sse) {
    SessionId session = sessions.visible(Addresses.id(id, SessionId::of), visit.viewer()).id();
    sessions.progress(session).subscribe(new Stream(sink, sse));
  }

  private static final class Stream implements Flow.Subscriber<StartEvent> {
    private final SseEventSink sink;
    private final Sse sse;
    private Flow.Subscription subscription;

    Stream(SseEventSink sink, Sse sse) {
      this.sink = sink;
      this.sse = sse;
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
      subscription = given;
      given.request(1);
    }

    @Override
    public void onNext(StartEvent event) {
      if (sink.isClosed()) {
        subscription.cancel();
        return;
      }
      sink.send(written(event))
          .whenComplete(
              (sent, failure) -> {
                if (failure == null) {
                  subscription.request(1);
                } else {
                  subscription.cancel();
                  sink.close();
                }
              });
    }

    @Override
    public void onError(Throwable failure) {
      sink.close();
    }

    @Override
    public void onComplete() {
      sink.close();
    }

    private OutboundSseEvent written(StartEvent event) {
      Map<String, String> data = new HashMap<>(event.facts());
      data.put("state", event.state().name().toLowerCase(Locale.ROOT));
      return sse.newEventBuilder()
          .id(Long.toString(event.sequence()))
          .name("step")
          .mediaType(MediaType.APPLICATION_JSON_TYPE)
          .data(Map.class, data)
          .build();
    }
  }
}
