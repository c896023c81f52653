package ai.karen.language.adapter.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.karen.language.control.EmbedderUnavailableException;
import ai.karen.language.entity.Embeddings;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

class BackgroundEmbedderTest {
  private final Deque<Runnable> background = new ArrayDeque<>();

  @Test
  void r1_namesTheLibraryThatIsMissing() {
    BackgroundEmbedder embedder =
        loading(
            () -> {
              throw new NoClassDefFoundError("ai/djl/engine/Engine");
            });
    assertThat(embedder.readiness().available()).isFalse();
    assertThat(embedder.readiness().reason()).contains("shared library");
    assertThatThrownBy(() -> embedder.embed(List.of("x")))
        .isInstanceOf(EmbedderUnavailableException.class)
        .hasMessage(embedder.readiness().reason());
  }

  @Test
  void r1_saysWhyANativeLibraryDidNotLoad() {
    BackgroundEmbedder embedder =
        loading(
            () -> {
              throw new ExceptionInInitializerError(new UnsatisfiedLinkError("libgomp is absent"));
            });
    assertThat(embedder.readiness().reason()).contains("libgomp is absent");
  }

  @Test
  void r2_isLoadingUntilTheModelIsThere() {
    BackgroundEmbedder embedder = started(TestingLoadedEmbedder::new);
    assertThat(embedder.readiness().reason()).isEqualTo("The embedding model is loading.");
    background.remove().run();
    assertThat(embedder.readiness().available()).isTrue();
    assertThat(embedder.embed(List.of("x")).tokens()).isEqualTo(1);
  }

  @Test
  void r2_givesTheModelBackAtTheEnd() {
    TestingLoadedEmbedder loaded = new TestingLoadedEmbedder();
    loading(() -> loaded).close();
    assertThat(loaded.closed).isTrue();
  }

  private BackgroundEmbedder loading(Callable<LoadedEmbedder> loader) {
    BackgroundEmbedder embedder = started(loader);
    background.remove().run();
    return embedder;
  }

  private BackgroundEmbedder started(Callable<LoadedEmbedder> loader) {
    BackgroundEmbedder embedder = new BackgroundEmbedder(loader);
    embedder.start(background::add);
    return embedder;
  }

  private static final class TestingLoadedEmbedder implements LoadedEmbedder {
    private boolean closed;

    @Override
    public Embeddings embed(List<String> texts) {
      return new Embeddings(List.of(new float[384]), texts.size());
    }

    @Override
    public void close() {
      closed = true;
    }
  }
}
