package org.mydocker.emulator.campus;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * The memory of one tenant. Ids are small numbers counted from 1, as Moodle's are, so that they
 * collide with those of every other tenant. Each change is told to the keeper, which saves it.
 */
public final class Campus {
  private final String tenant;
  private final Course course;
  private final Consumer<Snapshot> keeper;
  private Snapshot now; // guarded by this

  public Campus(String tenant, Course course, Snapshot snapshot, Consumer<Snapshot> keeper) {
    this.tenant = tenant;
    this.course = course;
    this.now = snapshot;
    this.keeper = keeper;
  }

  /** The tenant's name, also the last part of its issuer. */
  public String tenant() {
    return tenant;
  }

  public Course course() {
    return course;
  }

  public synchronized Snapshot snapshot() {
    return now;
  }

  public List<Person> people() {
    return snapshot().people();
  }

  public Optional<Person> person(String sub) {
    return people().stream().filter(person -> person.sub().equals(sub)).findFirst();
  }

  /** The people whom roster and gradebook list, in Moodle's order. */
  public List<Person> roster() {
    return people().stream()
        .filter(Person::inRoster)
        .sorted(Comparator.comparing(Person::familyName).thenComparing(Person::givenName))
        .toList();
  }

  public void put(Person person) {
    change(
        old -> {
          List<Person> people =
              replaced(old.people(), each -> each.sub().equals(person.sub()), person);
          return with(old, people, old.tools(), old.activities(), old.lineItems(), old.grades());
        });
  }

  public List<Tool> tools() {
    return snapshot().tools();
  }

  public Optional<Tool> tool(String id) {
    return tools().stream().filter(tool -> tool.id().equals(id)).findFirst();
  }

  public Optional<Tool> toolOfClient(String clientId) {
    return tools().stream().filter(tool -> tool.clientId().equals(clientId)).findFirst();
  }

  public void put(Tool tool) {
    change(
        old -> {
          List<Tool> tools = replaced(old.tools(), each -> each.id().equals(tool.id()), tool);
          return with(old, old.people(), tools, old.activities(), old.lineItems(), old.grades());
        });
  }

  /** Forgets the tool; its activities stay and cannot be opened, as in Moodle. */
  public void removeTool(String id) {
    change(
        old -> {
          List<Tool> tools = old.tools().stream().filter(each -> !each.id().equals(id)).toList();
          return with(old, old.people(), tools, old.activities(), old.lineItems(), old.grades());
        });
  }

  public List<Activity> activities() {
    return snapshot().activities();
  }

  public Optional<Activity> activity(String id) {
    return activities().stream().filter(activity -> activity.id().equals(id)).findFirst();
  }

  public void put(Activity activity) {
    change(
        old -> {
          List<Activity> activities =
              replaced(old.activities(), each -> each.id().equals(activity.id()), activity);
          return with(old, old.people(), old.tools(), activities, old.lineItems(), old.grades());
        });
  }

  /** Forgets the activity, its columns and their grades; no tool is told (lti.md OPS-04). */
  public void removeActivity(String id) {
    for (LineItem item : lineItemsOf(id)) {
      removeLineItem(item.id());
    }
    change(
        old -> {
          List<Activity> left =
              old.activities().stream().filter(each -> !each.id().equals(id)).toList();
          return with(old, old.people(), old.tools(), left, old.lineItems(), old.grades());
        });
  }

  public List<LineItem> lineItems() {
    return snapshot().lineItems();
  }

  public Optional<LineItem> lineItem(String id) {
    return lineItems().stream().filter(item -> item.id().equals(id)).findFirst();
  }

  public List<LineItem> lineItemsOf(String activityId) {
    return lineItems().stream().filter(item -> item.activityId().equals(activityId)).toList();
  }

  public void put(LineItem item) {
    change(
        old -> {
          List<LineItem> items =
              replaced(old.lineItems(), each -> each.id().equals(item.id()), item);
          return with(old, old.people(), old.tools(), old.activities(), items, old.grades());
        });
  }

  public void removeLineItem(String id) {
    change(
        old -> {
          List<LineItem> items =
              old.lineItems().stream().filter(each -> !each.id().equals(id)).toList();
          List<Grade> grades =
              old.grades().stream().filter(each -> !each.lineItemId().equals(id)).toList();
          return with(old, old.people(), old.tools(), old.activities(), items, grades);
        });
  }

  public List<Grade> grades() {
    return snapshot().grades();
  }

  public Optional<Grade> grade(String lineItemId, String userId) {
    return grades().stream()
        .filter(each -> each.lineItemId().equals(lineItemId) && each.userId().equals(userId))
        .findFirst();
  }

  public void put(Grade grade) {
    change(
        old -> {
          List<Grade> grades =
              replaced(
                  old.grades(),
                  each ->
                      each.lineItemId().equals(grade.lineItemId())
                          && each.userId().equals(grade.userId()),
                  grade);
          return with(old, old.people(), old.tools(), old.activities(), old.lineItems(), grades);
        });
  }

  /** Keeps the grade unless one of the same second or later is there. Tells whether it was kept. */
  public synchronized boolean putIfLater(Grade grade) {
    boolean late =
        grade(grade.lineItemId(), grade.userId()).filter(old -> old.at() >= grade.at()).isPresent();
    if (!late) {
      put(grade);
    }
    return !late;
  }

  /** The next number of that kind; a number never comes twice, even after deletions. */
  public synchronized String nextId(String kind) {
    Map<String, Integer> ids = new LinkedHashMap<>(now.lastIds());
    int id = ids.merge(kind, 1, Integer::sum);
    now =
        new Snapshot(
            now.people(),
            now.tools(),
            now.activities(),
            now.lineItems(),
            now.grades(),
            ids,
            now.keys());
    return Integer.toString(id);
  }

  public void keep(List<Map<String, Object>> keys) {
    change(
        old ->
            new Snapshot(
                old.people(),
                old.tools(),
                old.activities(),
                old.lineItems(),
                old.grades(),
                old.lastIds(),
                keys));
  }

  /** Back to the first day: the people given, no tool, no activity, no grade; the keys stay. */
  public void reset(List<Person> people) {
    change(
        old ->
            new Snapshot(people, List.of(), List.of(), List.of(), List.of(), Map.of(), old.keys()));
  }

  private synchronized void change(UnaryOperator<Snapshot> step) {
    now = step.apply(now);
    keeper.accept(now);
  }

  private static Snapshot with(
      Snapshot old,
      List<Person> people,
      List<Tool> tools,
      List<Activity> activities,
      List<LineItem> lineItems,
      List<Grade> grades) {
    return new Snapshot(people, tools, activities, lineItems, grades, old.lastIds(), old.keys());
  }

  private static <T> List<T> replaced(
      List<T> all, java.util.function.Predicate<T> same, T replacement) {
    List<T> result = new ArrayList<>(all);
    for (int i = 0; i < result.size(); i++) {
      if (same.test(result.get(i))) {
        result.set(i, replacement);
        return result;
      }
    }
    result.add(replacement);
    return result;
  }
}
