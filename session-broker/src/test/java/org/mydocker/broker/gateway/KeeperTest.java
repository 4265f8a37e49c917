package org.mydocker.broker.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.mydocker.broker.wire.RawClient;
import org.mydocker.broker.wire.RawClient.Answer;

class KeeperTest {
  private record Answering(Supplier<CompletionStage<Boolean>> answer) implements Doorkeeper {
    @Override
    public CompletionStage<Optional<Pass>> redeem(String session, String ticket) {
      return CompletableFuture.completedFuture(Optional.empty());
    }

    @Override
    public CompletionStage<Boolean> admits(String session, Pass pass) {
      return answer.get();
    }
  }

  @Test
  void nobodyIsLetInWhenTheDoorkeeperCannotAnswer() throws IOException {
    IllegalStateException away = new IllegalStateException("database away");
    refuses(() -> CompletableFuture.failedFuture(away));
    refuses(
        () -> {
          throw away;
        });
  }

  private static void refuses(Supplier<CompletionStage<Boolean>> answer) throws IOException {
    Routes routes = new Routes();
    routes.put(new Route.Live("abc", "127.0.0.1", 1, false, 0, List.of(), 1));
    try (Gateway gateway =
        new Gateway(
            GatewaySettings.of("127.0.0.1", 0, new Origins("http", "localhost", 0)),
            routes,
            new Answering(answer),
            new InputObserver() {
              @Override
              public void onInput(String session, long bytes, Instant last) {}

              @Override
              public void onOpening(String session, Instant last) {}

              @Override
              public void onSave(String session, Instant last) {}
            },
            InstantSource.system())) {
      gateway.start();
      Answer refused =
          RawClient.ask(
              gateway.port(),
              "GET / HTTP/1.1\nHost: abc.localhost:%d\nCookie: %s=%s\n\n"
                  .formatted(gateway.port(), PassCookie.NAME, "A".repeat(43)));
      assertThat(refused.status()).isEqualTo(503);
      assertThat(refused.header("x-mydocker-code")).hasValue("gateway.not-now");
    }
  }
}
