package org.mydocker.broker.gateway;

/** Why the gateway answers with a page of its own, and with which status. */
enum Refusal {
  BAD_REQUEST(400, "gateway.bad-request"),
  NO_PASS(403, "gateway.no-pass"),
  TICKET_REFUSED(403, "gateway.ticket-refused"),
  FOREIGN_ORIGIN(403, "gateway.foreign-origin"),
  NO_SUCH_SESSION(404, "gateway.no-such-session"),
  NO_SUCH_PAGE(404, "gateway.no-such-page"),
  SESSION_STOPPED(410, "gateway.session-stopped"),
  NO_ANSWER(502, "gateway.no-answer"),
  NOT_NOW(503, "gateway.not-now"),
  TOO_MUCH_OPEN(503, "gateway.too-much-open");

  private final int status;
  private final String code;

  Refusal(int status, String code) {
    this.status = status;
    this.code = code;
  }

  int status() {
    return status;
  }

  String code() {
    return code;
  }

  /** Whether the same request may succeed in a moment. */
  boolean passes() {
    return status >= 500;
  }
}
