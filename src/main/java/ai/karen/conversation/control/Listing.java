package ai.karen.conversation.control;

import ai.karen.conversation.entity.Conversation;
import ai.karen.conversation.entity.Position;
import ai.karen.store.control.Ledger;
import ai.karen.store.entity.Reading;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An owner's conversations, a page at a time. One of which something can't be applied stands there
 * as this node has it, because it was acknowledged; and the page is partial, because others may
 * have changed it since. Thread-safe; blocks.
 */
final class Listing {
  /** Ids by their text, as databases order them; Java takes them for signed numbers. */
  private static final Comparator<Conversation> NEWEST_FIRST =
      Comparator.comparing(Conversation::updatedAt)
          .thenComparing(conversation -> conversation.id().toString())
          .reversed();

  private final Ledger ledger;

  Listing(Ledger ledger) {
    this.ledger = ledger;
  }

  /**
   * The most recent first.
   *
   * @param after null for the first page
   */
  Reading<List<Conversation>> page(String owner, Position after, int most) {
    List<Conversation> here = SetAside.of(owner, ledger);
    Reading<List<Conversation>> page =
        ledger.list(
            Concern.of(owner), rows -> Reads.conversations(rows, owner, after, most + here.size()));
    return here.isEmpty()
        ? page
        : new Reading<>(merged(page.value(), here, after).limit(most).toList(), true);
  }

  private static boolean isBehind(Conversation conversation, Position place) {
    int later = conversation.updatedAt().compareTo(place.at());
    return later < 0
        || later == 0 && conversation.id().toString().compareTo(place.id().toString()) < 0;
  }

  private static Stream<Conversation> merged(
      List<Conversation> there, List<Conversation> here, Position after) {
    Set<UUID> known = here.stream().map(Conversation::id).collect(Collectors.toSet());
    return Stream.concat(
            there.stream().filter(conversation -> !known.contains(conversation.id())),
            here.stream().filter(conversation -> after == null || isBehind(conversation, after)))
        .sorted(NEWEST_FIRST);
  }
}
