package org.mydocker.broker.engine.docker;

import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.command.InspectImageResponse;
import com.github.dockerjava.api.model.PullResponseItem;
import com.github.dockerjava.api.model.ResponseItem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.mydocker.broker.engine.EngineFailure;
import org.mydocker.broker.engine.EngineRefused;
import org.mydocker.broker.engine.EngineRefused.Reason;
import org.mydocker.broker.engine.EngineUnavailable;
import org.mydocker.broker.engine.ImageFacts;
import org.mydocker.broker.engine.PullProgress;

/** Docker's images, and how one comes from a registry. */
final class Images {
  private Images() {}

  static ImageFacts facts(InspectImageResponse found) {
    List<String> digests = found.getRepoDigests();
    Map<String, String> labels = found.getConfig() == null ? null : found.getConfig().getLabels();
    String user = found.getConfig() == null ? null : found.getConfig().getUser();
    return new ImageFacts(
        found.getId(),
        digests == null ? List.of() : digests,
        Optional.ofNullable(found.getSize()).orElse(0L),
        Optional.ofNullable(user).orElse(""),
        labels == null ? Map.of() : labels);
  }

  /** A reference without tag or digest would mean every tag of the repository. */
  static String withTag(String reference) {
    boolean named =
        reference.contains("@") || reference.lastIndexOf(':') > reference.lastIndexOf('/');
    return named ? reference : reference + ":latest";
  }

  /**
   * One pull: adds up what is told of the layers, and ends well, or with the registry's refusal.
   */
  static final class Pull extends ResultCallback.Adapter<PullResponseItem> {
    private final String reference;
    private final Consumer<PullProgress> progress;
    private final Map<String, ResponseItem.ProgressDetail> layers = new HashMap<>();
    private volatile EngineFailure failure;

    Pull(String reference, Consumer<PullProgress> progress) {
      this.reference = reference;
      this.progress = progress;
    }

    @Override
    public void onNext(PullResponseItem item) {
      if (item.isErrorIndicated()) {
        String said =
            item.getErrorDetail() == null ? "unknown" : item.getErrorDetail().getMessage();
        failure = Refusals.ofPull(reference, String.valueOf(said));
      } else if ("Downloading".equals(item.getStatus()) && item.getProgressDetail() != null) {
        layers.put(String.valueOf(item.getId()), item.getProgressDetail());
        progress.accept(new PullProgress(sum(false), sum(true)));
      }
    }

    @Override
    public void onError(Throwable thrown) {
      RuntimeException said = Refusals.of(thrown);
      if (failure == null) {
        failure =
            said instanceof EngineUnavailable away
                ? away
                : Refusals.ofPull(reference, String.valueOf(said.getMessage()));
      }
      super.onError(thrown);
    }

    void await(Duration limit) {
      boolean ended;
      try (this) {
        // The engine goes on with layers that it has begun, and finds them at the next try.
        ended = super.awaitCompletion(limit.toMillis(), TimeUnit.MILLISECONDS);
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        throw new EngineUnavailable("interrupted while pulling " + reference, interrupted);
      } catch (IOException closing) {
        throw new UncheckedIOException(closing);
      } catch (RuntimeException thrown) {
        throw failure == null ? Refusals.of(thrown) : failure;
      }
      if (failure != null) {
        throw failure;
      }
      if (!ended) {
        throw new EngineRefused(Reason.TIMED_OUT, "pulling " + reference + " took over " + limit);
      }
    }

    private long sum(boolean totals) {
      return layers.values().stream()
          .map(layer -> totals ? layer.getTotal() : layer.getCurrent())
          .mapToLong(bytes -> bytes == null ? 0 : bytes)
          .sum();
    }
  }
}
