package org.mydocker.broker.home;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;

/** What is put into a file: its size is known before, and it is read once, as a stream. */
public interface Content {
  long size();

  InputStream open() throws IOException;

  static Content of(byte[] bytes) {
    byte[] copy = bytes.clone();
    return new Content() {
      @Override
      public long size() {
        return copy.length;
      }

      @Override
      public InputStream open() {
        return new ByteArrayInputStream(copy);
      }
    };
  }
}
