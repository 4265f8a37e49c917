package org.mydocker.lti.grade;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.mydocker.lti.people.Columns;
import org.mydocker.lti.platform.Registration;
import org.mydocker.lti.service.ServiceAddress;
import org.mydocker.lti.service.ServiceCalls;
import org.mydocker.lti.service.ServiceFailed;
import org.mydocker.lti.wire.Json;
import org.mydocker.lti.wire.Malformed;
import org.mydocker.lti.wire.StrictJson;
import org.mydocker.walls.http.SafeResponse;

/**
 * Reads what a gradebook holds for one person (AGS-12): asked for by user and never with a limit,
 * at which Moodle fails. A score that is missing or no number is none.
 */
final class Results {

  private static final String MEDIA_TYPE = "application/vnd.ims.lis.v2.resultcontainer+json";
  private static final double TOLERANCE = 1e-4;

  private final ServiceCalls calls;

  Results(ServiceCalls calls) {
    this.calls = calls;
  }

  /**
   * One person's result.
   *
   * @param share the score as a part of its maximum; empty where there is no score
   */
  record Result(Optional<Double> share) {

    /** Whether these points, or their absence, are what the gradebook shows. */
    boolean shows(Optional<Double> points, double maximum) {
      return share.isPresent() == points.isPresent()
          && Math.abs(share.orElse(0.0) - points.orElse(0.0) / maximum) <= TOLERANCE;
    }
  }

  /** Empty where the platform does not let us read, does not answer, or answers no results. */
  Optional<Result> read(Registration registration, Columns.Column column, String sub) {
    if (!column.scopes().isEmpty() && !GradeScopes.mayReadResults(column.scopes())) {
      return Optional.empty();
    }
    try {
      Result result = new Result(Optional.empty());
      for (SafeResponse page :
          calls.pages(registration, address(column, sub), GradeScopes.RESULTS, MEDIA_TYPE)) {
        for (Json one : StrictJson.objects(page.body())) {
          result = one.text("userId").filter(sub::equals).map(s -> of(one)).orElse(result);
        }
      }
      return Optional.of(result);
    } catch (ServiceFailed | Malformed e) {
      System.getLogger(Results.class.getName())
          .log(
              System.Logger.Level.WARNING,
              "the results of registration {0} cannot be read: {1}",
              registration.id(),
              e.getMessage());
      return Optional.empty();
    }
  }

  private static URI address(Columns.Column column, String sub) {
    String results = ServiceAddress.below(column.address(), "results").toString();
    return URI.create(
        results
            + (results.contains("?") ? "&" : "?")
            + "user_id="
            + URLEncoder.encode(sub, StandardCharsets.UTF_8));
  }

  private static Result of(Json result) {
    double maximum = number(result, "resultMaximum").filter(m -> m > 0).orElse(1.0);
    return new Result(number(result, "resultScore").map(score -> score / maximum));
  }

  /** Also a number in quotes, which some platforms send. */
  private static Optional<Double> number(Json result, String name) {
    return result
        .number(name)
        .or(
            () ->
                result
                    .text(name)
                    .filter(text -> text.matches("-?[0-9]{1,12}(\\.[0-9]{1,12})?"))
                    .map(Double::valueOf));
  }
}
