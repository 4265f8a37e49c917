package org.mydocker.system.click;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.FrameLocator;
import com.microsoft.playwright.Locator;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.mydocker.system.site.Containers;
import org.mydocker.system.site.Database;
import org.mydocker.system.site.Site;
import org.mydocker.system.site.Waiting;

/**
 * What happens to a session at its limits, on an installation where idle sessions end soon: the
 * processor is shared out, memory and time end with a page that says so.
 */
class LimitsIT {

  private static final Duration IDLE = Duration.ofSeconds(45);
  private static final Locator.WaitForOptions LONG =
      new Locator.WaitForOptions().setTimeout(180_000);

  private static Site site;
  private static Classroom course;

  @BeforeAll
  static void start() {
    site =
        Site.start(
            Database.H2,
            Map.of("mydocker.broker.idle", IDLE.toString(), "mydocker.broker.sweep", "PT2S"));
    course = Classroom.of(site, "north");
  }

  @AfterAll
  static void stop() {
    if (site != null) {
      site.close();
    }
  }

  @Test
  @Tag("CLICK-10")
  @Tag("RUN-01")
  @Tag("RUN-03")
  void aBusyLoopIsSlowedAndLivesAndIsNotIdle() {
    String activity =
        assignment(
            "Busy",
            "import os, subprocess, sys, time\\n"
                + "loops = [subprocess.Popen([sys.executable, '-c', 'while True: pass']) for _ in range(3)]\\n"
                + "print('begun', flush=True)\\n"
                + "while not os.path.exists('/tmp/enough'): pass\\n"
                + "[loop.kill() for loop in loops]\\n"
                + "while True: time.sleep(1)");
    try (Somebody student = course.become(Classroom.STUDENT)) {
      FrameLocator tool = course.open(student, activity);
      assertThat(Classroom.runFirstCell(Classroom.start(tool))).isEqualTo("begun");
      String container = Containers.of(Classroom.session(student.page()));
      assertThat(quota(container)).as("processors").isEqualTo(1.0);
      assertThat(used(container, Duration.ofSeconds(5)))
          .as("processors that four busy loops get, more than none and at most their one")
          .isBetween(0.02, 1.1);
      // From here on the cell only goes on: the other tests of this machine have use for the
      // processor.
      Containers.docker("exec", container, "touch", "/tmp/enough");
      Inside inside = Inside.of(student.page());
      String session = "sessions/" + Classroom.session(student.page());
      long begun = System.nanoTime();
      Waiting.until(
          "a running kernel outlives the idle time",
          IDLE.multipliedBy(4),
          () -> {
            assertThat(inside.get(session + "/state").text()).contains("\"ready\"");
            return System.nanoTime() - begun > IDLE.multipliedBy(3).dividedBy(2).toNanos();
          });
      assertThat(Containers.inspect(container, "{{.State.Running}}")).isEqualTo("true");
      assertThat(kernels(container)).contains("\"busy\"");
      assertThat(inside.post(session + "/stop").status()).isZero();
    }
  }

  @Test
  @Tag("CLICK-10")
  @Tag("RUN-02")
  @Tag("WEB-03")
  void aKernelThatTakesTooMuchMemoryEndsAndThePageSaysWhy() {
    String activity =
        assignment(
            "Greedy", // what is printed is on its way before the kernel dies
            "import time\\n"
                + "print('begun', flush=True); time.sleep(3); x = b'1' * (3 * 1024 ** 3)");
    try (Somebody student = course.become(Classroom.STUDENT)) {
      FrameLocator tool = course.open(student, activity);
      assertThat(Classroom.runFirstCell(Classroom.start(tool))).isEqualTo("begun");
      String container = Containers.of(Classroom.session(student.page()));
      tool.locator("#shell-notice-text")
          .getByText("Out of memory: something here used more than its limit of 1024 MiB")
          .waitFor(LONG);
      student.picture("out-of-memory-in-the-kernel");
      assertThat(Containers.inspect(container, "{{.State.Running}}")).isEqualTo("true");
      tool.locator("#dismiss").click();
      tool.locator("#shell-notice").waitFor(hidden());
    }
  }

  @Test
  @Tag("CLICK-10")
  @Tag("RUN-02")
  @Tag("RUN-04")
  void anInterfaceThatRanOutOfMemoryIsStoppedWithAPageThatSaysSo() {
    String activity =
        assignment(
            "Greediest",
            "import os\\n"
                + "open('/proc/%d/oom_score_adj' % os.getppid(), 'w').write('1000')\\n"
                + "x = b'1' * (3 * 1024 ** 3)");
    try (Somebody student = course.become(Classroom.STUDENT)) {
      FrameLocator tool = course.open(student, activity);
      Classroom.beginFirstCell(Classroom.start(tool));
      Locator page = tool.locator("#broker-stopped");
      page.getByText("Out of memory", new Locator.GetByTextOptions().setExact(true)).waitFor(LONG);
      student.picture("out-of-memory");
      assertThat(page.textContent()).contains("1024 MiB", "Your files are kept");
      Classroom.button(tool, "Open again").click();
      Classroom.running(tool);
    }
  }

  @Test
  @Tag("CLICK-10")
  @Tag("RUN-03")
  @Tag("RUN-04")
  @Tag("WEB-03")
  void anIdleSessionWarnsIsStoppedAndSaysWhyAtTheNextVisit() {
    String activity = assignment("Idle", "print('begun')");
    try (Somebody student = course.become(Classroom.STUDENT)) {
      FrameLocator tool = course.open(student, activity);
      assertThat(Classroom.runFirstCell(Classroom.start(tool))).isEqualTo("begun");
      String session = Classroom.session(student.page());
      tool.locator("#keep").waitFor(LONG);
      student.picture("idle-warning");
      assertThat(tool.locator("#shell-notice-text").textContent()).contains("will be stopped in");
      assertThat(tool.locator("#dismiss").isVisible()).isFalse();
      String why = "Stopped because it was not used";
      tool.locator("#broker-stopped").getByText(why).waitFor(LONG);
      student.picture("idle-stopped");
      assertThat(Containers.ofSession(session)).isEmpty();

      tool = course.open(student, activity);
      tool.locator("form[action*='/open'] button").click();
      Locator told = tool.locator("#broker-start .notice");
      told.getByText(why).waitFor();
      student.picture("idle-next-visit");
      Classroom.running(tool);
    }
  }

  private static String assignment(String title, String cell) {
    return course.assignment(title, Map.of("exercise.ipynb", Classroom.notebook(cell)));
  }

  private static Locator.WaitForOptions hidden() {
    return new Locator.WaitForOptions()
        .setState(com.microsoft.playwright.options.WaitForSelectorState.HIDDEN);
  }

  /** How many processors the kernel lets it have: at one place in cgroup v2, at another in v1. */
  private static double quota(String container) {
    return Double.parseDouble(
        Containers.python(
            container,
            """
            import os
            if os.path.exists('/sys/fs/cgroup/cpu.max'):
                quota, period = open('/sys/fs/cgroup/cpu.max').read().split()
            else:
                quota = open('/sys/fs/cgroup/cpu/cpu.cfs_quota_us').read()
                period = open('/sys/fs/cgroup/cpu/cpu.cfs_period_us').read()
            print(int(quota) / int(period))
            """));
  }

  /** How many processors it used over a while, by the kernel's own account. */
  private static double used(String container, Duration span) {
    return Double.parseDouble(
        Containers.python(
            container,
            """
            import os, sys, time
            def used():
                if os.path.exists('/sys/fs/cgroup/cpu.stat'):
                    return int(open('/sys/fs/cgroup/cpu.stat').read().split()[1]) / 1e6
                return int(open('/sys/fs/cgroup/cpuacct/cpuacct.usage').read()) / 1e9
            begun, before = time.monotonic(), used()
            time.sleep(float(sys.argv[1]))
            print((used() - before) / (time.monotonic() - begun))
            """,
            String.valueOf(span.toSeconds())));
  }

  /** What Jupyter itself answers, while it has no processor to spare. */
  private static String kernels(String container) {
    return Containers.python(
        container,
        """
        import urllib.request
        print(urllib.request.urlopen('http://127.0.0.1:8888/api/kernels', timeout=30).read().decode())
        """);
  }
}
