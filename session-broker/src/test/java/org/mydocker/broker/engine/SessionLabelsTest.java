package org.mydocker.broker.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("ENG-03")
class SessionLabelsTest {
  private final SessionLabels labels = new SessionLabels("i", "s", "h", 7);

  @Test
  void areReadBackAsTheyWereWritten() {
    assertThat(SessionLabels.from(labels.asMap())).contains(labels);
  }

  @Test
  void areNotThereIfOneIsMissingOrStrange() {
    for (String key : labels.asMap().keySet()) {
      Map<String, String> fewer = new HashMap<>(labels.asMap());
      fewer.remove(key);
      assertThat(SessionLabels.from(fewer)).isEmpty();
    }
    Map<String, String> strange = new HashMap<>(labels.asMap());
    strange.replaceAll((key, value) -> value.equals("7") ? "-7" : value);
    assertThat(SessionLabels.from(strange)).isEmpty();
  }

  @Test
  void aSpecificationHasTheSameHashWhateverItsNameAndTheOrderOfItsParts() {
    Limits limits = new Limits(1, 64L << 20, 10);
    ContainerSpec one =
        ContainerSpec.of("a", "image", limits)
            .withEnvironment(Map.of("A", "1", "B", "2", "C", "3"))
            .withPrivileges(new Privileges(true, Set.of("CHOWN", "KILL")));
    ContainerSpec same =
        ContainerSpec.of("b", "image", limits)
            .withEnvironment(Map.of("C", "3", "B", "2", "A", "1"))
            .withPrivileges(new Privileges(true, Set.of("KILL", "CHOWN")))
            .withLabels(labels.asMap());
    assertThat(one.hash()).isEqualTo(same.hash());
    assertThat(one.hash()).isNotEqualTo(one.withEnvironment(Map.of("A", "2")).hash());
  }

  @Test
  void aSpecificationDoesNotPrintTheValuesOfItsEnvironment() {
    ContainerSpec spec =
        ContainerSpec.of("a", "image", new Limits(1, 64L << 20, 10))
            .withEnvironment(Map.of("TOKEN", "very-secret"));
    assertThat(spec.toString()).contains("TOKEN").doesNotContain("very-secret");
  }
}
