package org.mydocker.broker.catalogue;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.mydocker.kernel.environment.Environment.Visibility;
import org.mydocker.kernel.people.CourseId;
import org.mydocker.kernel.people.Role;
import org.mydocker.kernel.people.TenantId;

/** An environment that uses everything that one can have; a test says what it wants otherwise. */
public record FullEnvironment(
    Interface face,
    ImageReference image,
    List<String> command,
    int port,
    int gpus,
    String volume,
    Reach reach,
    Needs needs) {

  public static final String SECRET = "correct horse battery staple";
  public static final String TEACHERS_SECRET = "the solutions' key";

  public FullEnvironment(ImageReference image, String volume) {
    this(
        Interface.RSTUDIO,
        image,
        List.of("serve", "--all words", "of it"),
        8787,
        0,
        volume,
        Reach.of(NetworkPolicy.INTERNET),
        Needs.NOTHING);
  }

  public FullEnvironment running(Interface other, int at, String... words) {
    return new FullEnvironment(other, image, List.of(words), at, gpus, volume, reach, needs);
  }

  public FullEnvironment with(Reach other) {
    return new FullEnvironment(face, image, command, port, gpus, volume, other, needs);
  }

  public FullEnvironment withGpus(int count) {
    return new FullEnvironment(face, image, command, port, count, volume, reach, needs);
  }

  public FullEnvironment with(Needs other) {
    return new FullEnvironment(face, image, command, port, gpus, volume, reach, other);
  }

  public Listing listing(TenantId tenant, CourseId course) {
    return new Listing(
        new Listing.Words("Statistics", "R with *all* of [CRAN](https://cran.example.org/)"),
        new Listing.Words("Statistiques", "R avec *tout* [CRAN](https://cran.example.org/)"),
        Visibility.COURSE,
        Optional.of(tenant),
        Optional.of(course),
        "Maths department",
        List.of(
            URI.create("https://git.example.org/statistics"),
            URI.create("https://example.org/licence")));
  }

  public Design design() {
    return new Design(
        face,
        "R 4.5, RStudio",
        image,
        command,
        new Design.Ports(port, Map.of("shiny", 3838, "api", 8000)),
        "/start?with=this",
        new Recipe.Size(1.5, 768, 200, 128, gpus),
        HomePolicy.ENVIRONMENT,
        "/home/user",
        List.of(
            Design.Of.all(new DataMount(volume, "/data")),
            Design.Of.only(Role.TEACHER, new DataMount(volume, "/solutions"))),
        List.of(
            Design.Of.all(new Design.Variable("COLOUR", "blue", false)),
            Design.Of.all(new Design.Variable("PASSWORD", SECRET, true)),
            Design.Of.only(Role.TEACHER, new Design.Variable("PASSWORD", TEACHERS_SECRET, true))),
        Optional.of(Duration.ofMinutes(20)),
        Optional.of(Duration.ofHours(3)),
        reach,
        needs,
        Map.of(
            Role.TEACHER,
            new Design.Otherwise(
                Optional.of(ImageReference.of("for/teachers:2")),
                Optional.of(List.of("teach")),
                Optional.of(2.0),
                Optional.of(2048L),
                Optional.of(1))));
  }
}
