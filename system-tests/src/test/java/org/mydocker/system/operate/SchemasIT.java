package org.mydocker.system.operate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.mydocker.system.launch.Rows;
import org.mydocker.system.site.InTurn;

/** The schemas of a running installation: nothing in one leads into another. */
@Tag("DATA-01")
@InTurn
class SchemasIT {

  private static final String OURS =
      "('lti', 'assignment', 'broker', 'site')"; // one for each module

  private final Rows rows = new Rows(Quiet.site());

  @Test
  void everyTableIsInTheSchemaOfAModule() {
    assertThat(
            rows.all(
                "select distinct cast(schemaname as text) from pg_tables"
                    + " where schemaname not in ('pg_catalog', 'information_schema')"))
        .containsExactlyInAnyOrder("lti", "assignment", "broker", "site");
  }

  @Test
  void noKeyLeadsFromOneIntoAnother() {
    assertThat(
            rows.all(
                "select cast(c.conname as text) from pg_constraint c"
                    + " join pg_class here on here.oid = c.conrelid"
                    + " join pg_class there on there.oid = c.confrelid"
                    + " where c.contype = 'f' and here.relnamespace <> there.relnamespace"))
        .isEmpty();
    assertThat(
            rows.all(
                "select cast(c.conname as text) from pg_constraint c"
                    + " join pg_namespace n on n.oid = c.connamespace"
                    + " where c.contype = 'f' and n.nspname in "
                    + OURS))
        .isNotEmpty();
  }

  @Test
  void noViewFunctionOrTriggerReadsForAnother() {
    for (String query :
        new String[] {
          "select cast(viewname as text) from pg_views where schemaname in " + OURS,
          "select cast(p.proname as text) from pg_proc p join pg_namespace n on n.oid ="
              + " p.pronamespace where n.nspname in "
              + OURS,
          "select cast(tgname as text) from pg_trigger where not tgisinternal"
        }) {
      assertThat(rows.all(query)).as(query).isEmpty();
    }
  }
}
