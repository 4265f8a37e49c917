package org.mydocker.broker.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SubnetsTest {

  private static final UUID INSTALLATION = new UUID(0, 0x1ff);

  @Test
  void takesTheSettingAndNothingElse() {
    Subnets subnets = Subnets.of(Optional.of("10.20.32.0/19"), INSTALLATION);

    assertThat(subnets.open()).containsExactly("10.20.32.0/20");
    assertThat(subnets.closed()).containsExactly("10.20.48.0/20");
  }

  @Test
  void hasSomePlacesToTryForEachBridgeOfAnInstallation() {
    Subnets subnets = Subnets.of(Optional.empty(), INSTALLATION);

    assertThat(subnets.open())
        .hasSize(8)
        .doesNotHaveDuplicates()
        .startsWith("10.255.224.0/20", "10.199.128.0/20")
        .doesNotContainAnyElementsOf(subnets.closed());
    assertThat(subnets.closed()).hasSize(8).startsWith("10.255.240.0/20");
    assertThat(Subnets.of(Optional.empty(), INSTALLATION)).isEqualTo(subnets);
  }

  @Test
  void saysWhatASettingLooksLike() {
    assertThatThrownBy(() -> Subnets.of(Optional.of("10.20.32.0/24"), INSTALLATION))
        .hasMessageContaining("10.213.0.0/19");
  }
}
