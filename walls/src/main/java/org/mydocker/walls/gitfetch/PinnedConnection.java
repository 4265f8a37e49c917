package org.mydocker.walls.gitfetch;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URISyntaxException;
import java.net.URL;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.net.ssl.HostnameVerifier;
import javax.net.ssl.KeyManager;
import javax.net.ssl.TrustManager;
import org.eclipse.jgit.transport.http.HttpConnection;
import org.mydocker.walls.gitfetch.GitFetchRefused.Reason;
import org.mydocker.walls.http.SafeRequest.Field;
import org.mydocker.walls.http.SafeStream;

/**
 * One request as JGit wants to make it, carried by its {@link Conversation}. What JGit would
 * configure of TLS, time-outs, caches and redirects is the wall's business and ignored here.
 */
final class PinnedConnection implements HttpConnection {
  private static final int MAX_REQUEST = 8 << 20;

  private final URL url;
  private final Conversation conversation;
  private final List<Field> headers = new ArrayList<>();
  private final Request request = new Request();
  private String method = "GET";
  private SafeStream answer;

  PinnedConnection(URL url, Conversation conversation) {
    this.url = url;
    this.conversation = conversation;
  }

  /** What we say is small (wants and haves), and bounded all the same. */
  private static final class Request extends ByteArrayOutputStream {
    @Override
    public synchronized void write(byte[] bytes, int offset, int length) {
      if (count + length > MAX_REQUEST) {
        throw new GitFetchRefused(Reason.TOO_LARGE, "the negotiation does not end");
      }
      super.write(bytes, offset, length);
    }
  }

  private SafeStream answer() throws IOException {
    if (answer == null) {
      try {
        answer = conversation.send(method, url.toURI(), headers, request.toByteArray());
      } catch (URISyntaxException e) {
        throw new IOException("no URL", e);
      }
    }
    return answer;
  }

  @Override
  public int getResponseCode() throws IOException {
    return answer().status();
  }

  @Override
  public URL getURL() {
    return url;
  }

  @Override
  public String getResponseMessage() {
    return "";
  }

  @Override
  public Map<String, List<String>> getHeaderFields() {
    return answer == null ? Map.of() : answer.headers();
  }

  @Override
  public List<String> getHeaderFields(String name) {
    return getHeaderFields().getOrDefault(name.toLowerCase(Locale.ROOT), List.of());
  }

  /** JGit's contract: null for a header that is not there. */
  @Override
  public String getHeaderField(String name) {
    return getHeaderFields(name).stream().findFirst().orElse(null);
  }

  @Override
  public String getContentType() {
    return getHeaderField("content-type");
  }

  @Override
  public int getContentLength() {
    return -1;
  }

  @Override
  public InputStream getInputStream() throws IOException {
    return answer().body();
  }

  @Override
  public OutputStream getOutputStream() {
    return request;
  }

  @Override
  public void setRequestProperty(String name, String value) {
    headers.removeIf(field -> field.name().equalsIgnoreCase(name));
    if (value != null) {
      headers.add(new Field(name, value));
    }
  }

  @Override
  public void setRequestMethod(String value) {
    method = value;
  }

  @Override
  public String getRequestMethod() {
    return method;
  }

  @Override
  public void connect() throws IOException {
    answer();
  }

  @Override
  public boolean usingProxy() {
    return false;
  }

  @Override
  public void setUseCaches(boolean use) {}

  @Override
  public void setConnectTimeout(int millis) {}

  @Override
  public void setReadTimeout(int millis) {}

  @Override
  public void setInstanceFollowRedirects(boolean follow) {}

  @Override
  public void setDoOutput(boolean output) {}

  @Override
  public void setFixedLengthStreamingMode(int length) {}

  @Override
  public void setChunkedStreamingMode(int length) {}

  @Override
  public void configure(KeyManager[] keys, TrustManager[] trusted, SecureRandom random) {}

  @Override
  public void setHostnameVerifier(HostnameVerifier verifier) {}
}
