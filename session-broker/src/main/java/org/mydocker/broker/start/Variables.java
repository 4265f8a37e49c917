package org.mydocker.broker.start;

import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.mydocker.broker.catalogue.Recipe;
import org.mydocker.kernel.people.PersonId;

/**
 * The variables that every session has (ENV-06): how many threads it is worth to start, who
 * commits, the language and the time zone, the institution's package repositories and proxies. What
 * the environment says of its own comes last and wins.
 */
public final class Variables {

  private static final List<String> THREADS =
      List.of(
          "OMP_NUM_THREADS",
          "OPENBLAS_NUM_THREADS",
          "MKL_NUM_THREADS",
          "NUMEXPR_MAX_THREADS",
          "NUMEXPR_NUM_THREADS",
          "BLIS_NUM_THREADS",
          "JULIA_NUM_THREADS",
          "RAYON_NUM_THREADS",
          "GOMAXPROCS");

  private final Map<String, String> ofSite;
  private final ZoneId zone;
  private final Function<PersonId, String> names;

  /**
   * @param ofSite the institution's own, such as {@code PIP_REPOSITORY}
   * @param names how a person is called
   */
  public Variables(Map<String, String> ofSite, ZoneId zone, Function<PersonId, String> names) {
    this.ofSite = Map.copyOf(ofSite);
    this.zone = zone;
    this.names = names;
  }

  Map<String, String> of(Session session, Recipe recipe) {
    Map<String, String> variables = new HashMap<>();
    String threads = Long.toString(Math.max(1, (long) Math.ceil(recipe.size().cpus())));
    THREADS.forEach(name -> variables.put(name, threads));
    String name = names.apply(session.key().person());
    String address = session.key().person() + "@users.invalid";
    variables.put("GIT_AUTHOR_NAME", name);
    variables.put("GIT_AUTHOR_EMAIL", address);
    variables.put("GIT_COMMITTER_NAME", name);
    variables.put("GIT_COMMITTER_EMAIL", address);
    variables.put("LANGUAGE", session.locale().getLanguage().equals("fr") ? "fr:en" : "en");
    variables.put("TZ", zone.getId());
    variables.putAll(ofSite);
    variables.putAll(recipe.variables());
    return variables;
  }
}
