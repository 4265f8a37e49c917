package org.mydocker.emulator.service;

import org.mydocker.emulator.campus.Campus;
import org.mydocker.emulator.http.Endpoint;
import org.mydocker.emulator.http.Router;
import org.mydocker.emulator.lti.Site;

/** The routes of services.php. */
public final class Services {
  private static final String ITEMS = "/mod/lti/services.php/{course}/lineitems";
  private static final String ITEM = ITEMS + "/{item}/lineitem";

  private final LineItems lineItems;
  private final OneLineItem oneLineItem;
  private final Scores scores;
  private final Results results;
  private final Memberships memberships;

  public Services(Site site, Campus campus, AccessTokens tokens, PageSize pageSize) {
    Desk desk = new Desk(site, campus, tokens);
    this.lineItems = new LineItems(desk);
    this.oneLineItem = new OneLineItem(desk);
    this.scores = new Scores(desk);
    this.results = new Results(desk);
    this.memberships = new Memberships(desk, pageSize);
  }

  public void routes(Router router) {
    router
        .on("GET", ITEMS, Endpoint.LINEITEMS, lineItems::list)
        .on("POST", ITEMS, Endpoint.LINEITEMS, lineItems::create)
        .on("GET", ITEM, Endpoint.LINEITEM, oneLineItem::read)
        .on("PUT", ITEM, Endpoint.LINEITEM, oneLineItem::replace)
        .on("DELETE", ITEM, Endpoint.LINEITEM, oneLineItem::delete)
        .on("POST", ITEM + "/scores", Endpoint.SCORES, scores::take)
        .on("GET", ITEM + "/results", Endpoint.RESULTS, results::list)
        .on(
            "GET",
            "/mod/lti/services.php/CourseSection/{course}/bindings/{tool}/memberships",
            Endpoint.MEMBERSHIPS,
            memberships::list);
  }
}
