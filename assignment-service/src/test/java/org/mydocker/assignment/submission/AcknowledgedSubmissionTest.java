package org.mydocker.assignment.submission;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.eclipse.jgit.lib.ObjectId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mydocker.assignment.Classroom;
import org.mydocker.assignment.repository.MaterialId;
import org.mydocker.assignment.repository.Refs;
import org.mydocker.assignment.repository.Repositories;
import org.mydocker.assignment.repository.RepositoryLock;
import org.mydocker.assignment.repository.StudentRepositoryId;

/** A process of its own hands in, says so, and is killed at once. */
class AcknowledgedSubmissionTest {

  @TempDir Path data;

  /** Hands in over and over, saying each number only when it has it. */
  static final class Process {
    public static void main(String[] arguments) {
      Classroom room = new Classroom(Path.of(arguments[0]));
      room.publish("a", "1\n");
      Classroom.Student student = room.student();
      student.open();
      System.out.println(room.material.value() + " " + student.repository.value());
      for (int i = 1; ; i++) {
        student.write("answer", "number " + i + "\n");
        Submission submission = new Submitting(room.repositories).submit(student.snapshot());
        System.out.println(submission.number() + " " + submission.content().commit().name());
      }
    }
  }

  @Test
  void whatWasAcknowledgedSurvivesTheKill() throws IOException, InterruptedException {
    java.lang.Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Process.class.getName(),
                data.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    StudentRepositoryId student;
    int acknowledged = 0;
    ObjectId commit = ObjectId.zeroId();
    try (BufferedReader out =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      String[] ids = out.readLine().split(" ");
      student = new StudentRepositoryId(new MaterialId(ids[0]), ids[1]);
      while (acknowledged < 20) {
        String[] line = out.readLine().split(" ");
        acknowledged = Integer.parseInt(line[0]);
        commit = ObjectId.fromString(line[1]);
      }
    } finally {
      process.destroyForcibly();
    }
    assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();

    Repositories after =
        new Repositories(data, new SecureRandom(), RepositoryLock.withinThisProcess());
    List<Refs.Numbered> found = new Submitting(after).submitted(student);

    assertThat(found).hasSizeGreaterThanOrEqualTo(20);
    assertThat(found.get(19).commit()).isEqualTo(commit);
    for (Refs.Numbered each : found) {
      SubmissionContent content = new SubmittedFiles(after).content(student, each.commit());
      assertThat(content.files()).hasSize(2);
    }
  }
}
