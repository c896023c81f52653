package ai.karen.account.control.key;

import ai.karen.account.adapter.FolderApiKeyStore;
import ai.karen.account.control.ApiKeys;
import ai.karen.account.control.DeploymentSecret;
import ai.karen.account.control.KeyHash;
import ai.karen.account.control.token.TestingTokens;
import ai.karen.account.control.user.TestingAccounts;
import ai.karen.account.entity.Verdict;
import ai.karen.configuration.control.Settings;
import ai.karen.configuration.control.TestingConfig;
import ai.karen.conversation.control.TestingStoreThreads;
import ai.karen.health.control.TestingClock;
import ai.karen.store.adapter.jpa.TestingNode;
import ai.karen.store.control.DataFolder;
import ai.karen.store.control.SharedMemory;
import ai.karen.testing.StoreSettings;
import ai.karen.timing.control.TimeOrderedIds;
import java.nio.file.Path;
import java.util.Map;

/** What one node knows of keys, put together by hand over its stores. */
final class TestingKeyNode implements AutoCloseable {
  final TestingNode stores;
  final ApiKeys keys;
  final KeyTokens tokens = new KeyTokens();
  final KeyWatch watch;
  final OwnersKeys owners;
  final KeyNotes notes;
  final KeyUses uses;
  final TestingAccounts accounts;
  private final DataFolder folder;

  TestingKeyNode(TestingNode stores, Path files, SharedMemory memory, TestingClock clock) {
    this(stores, files, memory, clock, StoreSettings.SECRET);
  }

  TestingKeyNode(
      TestingNode stores, Path files, SharedMemory memory, TestingClock clock, String secret) {
    this.stores = stores;
    folder = new DataFolder(files);
    Settings settings = TestingConfig.settings(Map.of("karen.secret", secret));
    KeyHash hash = new KeyHash(new DeploymentSecret(settings, folder));
    keys = new ApiKeys(new FolderApiKeyStore(folder, hash), hash, clock);
    KeyOperations operations = new KeyOperations(new TimeOrderedIds(clock), clock);
    NodeName node = new NodeName(folder);
    watch =
        new KeyWatch(
            stores.ledger,
            keys,
            tokens,
            new KnownKeys(folder, hash),
            memory,
            new TestingStoreThreads(),
            TestingTokens.keys(stores.ledger, hash, settings, clock));
    owners = new OwnersKeys(stores.ledger, keys, hash, watch, operations);
    notes = new KeyNotes(stores.ledger, keys, tokens, operations, node);
    uses = new KeyUses(keys, tokens, notes, memory, new TestingStoreThreads());
    accounts = new TestingAccounts(stores.ledger);
    watch.begin();
    watch.tryToRefresh();
  }

  boolean accepts(OwnersKeys.Made made) {
    return check(made) instanceof Verdict.Accepted;
  }

  Verdict check(OwnersKeys.Made made) {
    return keys.check(made.text().text().reveal());
  }

  @Override
  public void close() {
    folder.release();
    stores.close();
  }
}
