package org.mydocker.assignment;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.mydocker.assignment.Classroom.Content;
import org.mydocker.assignment.Classroom.Student;
import org.mydocker.assignment.submission.Exporting;
import org.mydocker.assignment.submission.Submission;
import org.mydocker.assignment.submission.SubmittedFiles;
import org.mydocker.assignment.submission.Submitting;

/**
 * Measures section 4 for 300 students and 2 MB of material in 20 files; run by hand with a
 * directory as argument, never a gate.
 */
public final class Figures {

  private static final int STUDENTS = 300;

  private Figures() {}

  public static void main(String[] arguments) throws IOException {
    Path data = Path.of(arguments[0]);
    Classroom room = new Classroom(data);
    SortedMap<String, Content> material = material();
    room.publish(material);
    room.student().open(); // warm

    List<Student> students = new ArrayList<>();
    long before = Classroom.bytesOnDisk(data);
    time(
        "create 300",
        () -> {
          for (int i = 0; i < STUDENTS; i++) {
            students.add(room.student());
          }
        });
    System.out.println("bytes for 300: " + (Classroom.bytesOnDisk(data) - before));
    time("first opening of 300 (snapshot, merge, settle)", () -> students.forEach(Student::open));
    for (Student student : students) {
      student.write("file3.txt", "mine " + student.repository.value() + "\n");
    }
    material.put("file3.txt", Content.of("teacher\n"));
    material.put("file4.txt", Content.of("teacher\n"));
    room.publish(material);
    time("new version into 300", () -> students.forEach(Student::open));
    List<Exporting.Item> items = new ArrayList<>();
    time(
        "snapshot and submit 300",
        () -> {
          for (Student student : students) {
            Submission submission = new Submitting(room.repositories).submit(student.snapshot());
            items.add(
                new Exporting.Item(
                    student.repository.value(), student.repository, submission.content().commit()));
          }
        });
    time("export 300 as one zip", () -> export(room, items));
    System.out.println("bytes on disk: " + Classroom.bytesOnDisk(data));
  }

  private static void export(Classroom room, List<Exporting.Item> items) {
    AtomicLong total = new AtomicLong();
    try (ZipOutputStream zip = new ZipOutputStream(OutputStream.nullOutputStream())) {
      zip.setLevel(1);
      new Exporting(new SubmittedFiles(room.repositories))
          .export(
              items,
              (item, path, executable, size, content) -> {
                zip.putNextEntry(new ZipEntry(item.directory() + "/" + path));
                total.addAndGet(copy(content, zip));
              });
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    System.out.println("exported bytes: " + total);
  }

  private static long copy(InputStream content, OutputStream sink) throws IOException {
    return content.transferTo(sink);
  }

  private static SortedMap<String, Content> material() {
    SortedMap<String, Content> files = new TreeMap<>();
    Random random = new Random(1);
    for (int i = 0; i < 20; i++) {
      byte[] bytes = new byte[75_000];
      random.nextBytes(bytes);
      String text = HexFormat.of().formatHex(bytes).replaceAll("(.{60})", "$1\n");
      files.put(
          "file" + i + ".txt",
          new Content(text.substring(0, 100_000).getBytes(StandardCharsets.UTF_8), false));
    }
    return files;
  }

  private static void time(String what, Runnable work) {
    Instant start = Instant.now();
    work.run();
    System.out.println(what + ": " + Duration.between(start, Instant.now()).toMillis() + " ms");
  }
}
