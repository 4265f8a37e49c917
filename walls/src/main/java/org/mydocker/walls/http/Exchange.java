package org.mydocker.walls.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.ClientProtocolException;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.config.TlsConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.MessageConstraintException;
import org.apache.hc.core5.http.NoHttpResponseException;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.ssl.TLS;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.Timeout;
import org.mydocker.walls.http.OutboundFailed.Reason;

/**
 * One request on one connection of its own, to the addresses of its destination and no other: no
 * proxy, no cookies, no retries, no redirects, no decompression. A clock runs from the start; when
 * it strikes, the connection is cut, whoever waits on it and in whatever step.
 */
final class Exchange implements AutoCloseable {
  private static final int MAX_HEADERS = 100;
  private static final int MAX_LINE = 16 << 10;

  private final CloseableHttpClient client;
  private final HttpUriRequestBase message;
  private final HttpHost target;
  private final SafeRequest request;
  private final ScheduledFuture<?> clock;
  private volatile boolean expired;

  Exchange(
      Destination destination,
      SafeRequest request,
      Trust trust,
      Duration left,
      ScheduledExecutorService clocks) {
    this.request = request;
    this.target = new HttpHost(destination.scheme(), destination.host(), destination.port());
    this.client = client(destination.addresses(), request.limits(), trust);
    this.message = new HttpUriRequestBase(request.method(), request.uri());
    request.headers().forEach(field -> message.addHeader(field.name(), field.value()));
    if (request.body().length > 0 || request.method().startsWith("P")) {
      message.setEntity(new ByteArrayEntity(request.body(), null));
    }
    this.clock = clocks.schedule(this::expire, left.toNanos(), TimeUnit.NANOSECONDS);
  }

  private static CloseableHttpClient client(
      List<InetAddress> addresses, OutboundLimits limits, Trust trust) {
    Timeout connect = Timeout.of(limits.connect());
    Timeout read = Timeout.of(limits.read());
    return HttpClientBuilder.create()
        .setConnectionManager(
            PoolingHttpClientConnectionManagerBuilder.create()
                .setDnsResolver(new Pinned(addresses))
                .setTlsSocketStrategy(new DefaultClientTlsStrategy(trust.context()))
                .setConnectionFactory(
                    ManagedHttpClientConnectionFactory.builder()
                        .http1Config(
                            Http1Config.custom()
                                .setMaxHeaderCount(MAX_HEADERS)
                                .setMaxLineLength(MAX_LINE)
                                .build())
                        .build())
                .setDefaultConnectionConfig(
                    ConnectionConfig.custom()
                        .setConnectTimeout(connect)
                        .setSocketTimeout(read)
                        .build())
                .setDefaultTlsConfig(
                    TlsConfig.custom()
                        .setHandshakeTimeout(read)
                        .setSupportedProtocols(TLS.V_1_3, TLS.V_1_2)
                        .build())
                .build())
        .setDefaultRequestConfig(
            RequestConfig.custom()
                .setResponseTimeout(read)
                .setProtocolUpgradeEnabled(false)
                .setAuthenticationEnabled(false)
                .build())
        .setUserAgent("myDocker")
        .disableAutomaticRetries()
        .disableRedirectHandling()
        .disableCookieManagement()
        .disableAuthCaching()
        .disableContentCompression()
        .build();
  }

  /** Answers with what was checked, whatever the name may resolve to now. */
  private record Pinned(List<InetAddress> addresses) implements DnsResolver {
    @Override
    public InetAddress[] resolve(String host) {
      return addresses.toArray(InetAddress[]::new);
    }

    @Override
    public String resolveCanonicalHostname(String host) {
      return host;
    }
  }

  private void expire() {
    expired = true;
    message.cancel();
    client.close(CloseMode.IMMEDIATE);
  }

  SafeStream open() {
    try {
      ClassicHttpResponse response = client.executeOpen(target, message, null);
      HttpEntity entity = response.getEntity();
      InputStream content =
          entity == null || entity.getContent() == null
              ? InputStream.nullInputStream()
              : entity.getContent();
      if (entity != null && entity.getContentLength() > request.limits().bodyBytes()) {
        throw new OutboundFailed(
            Reason.TOO_LARGE, "more than " + request.limits().bodyBytes() + " bytes announced");
      }
      return new SafeStream(
          this,
          response.getCode(),
          headers(response),
          new BoundedContent(content, this, request.limits().bodyBytes()));
    } catch (IOException e) {
      throw failed(e);
    } catch (IllegalStateException e) {
      // The pool was closed under our feet, by our own clock.
      throw failed(new IOException(e));
    }
  }

  private static Map<String, List<String>> headers(ClassicHttpResponse response) {
    Map<String, List<String>> headers = new LinkedHashMap<>();
    for (Header header : response.getHeaders()) {
      headers
          .computeIfAbsent(header.getName().toLowerCase(Locale.ROOT), n -> new ArrayList<>())
          .add(String.valueOf(header.getValue()));
    }
    return headers;
  }

  /** What an exception on this connection means; the connection is given up. */
  OutboundFailed failed(IOException e) {
    close();
    Reason reason = expired ? Reason.TIMEOUT : reason(e);
    return new OutboundFailed(reason, target.toHostString(), e);
  }

  private static Reason reason(IOException e) {
    if (e instanceof SocketTimeoutException) {
      return Reason.TIMEOUT;
    }
    if (e instanceof SSLException) {
      return Reason.TLS;
    }
    if (e instanceof ConnectException || e instanceof NoRouteToHostException) {
      return Reason.CONNECT;
    }
    boolean protocol =
        e instanceof ClientProtocolException
            || e instanceof MessageConstraintException
            || e instanceof NoHttpResponseException;
    return protocol ? Reason.PROTOCOL : Reason.IO;
  }

  @Override
  public void close() {
    clock.cancel(false);
    client.close(CloseMode.IMMEDIATE);
  }
}
