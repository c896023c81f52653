package ai.karen.language.control;

import ai.karen.json.entity.Json;
import ai.karen.language.entity.Embeddings;
import ai.karen.language.entity.Vectors;
import ai.karen.problem.entity.Problem;
import ai.karen.problem.entity.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Answers embeddings requests with the engine's own model. Thread-safe; the work blocks. */
@ApplicationScoped
public class LocalEmbeddings {
  /** What one request may cost, in tokens. */
  static final int MOST_TOKENS = 300_000;

  private static final Duration COME_BACK = Duration.ofSeconds(5);

  private final Embedder embedder;

  /** For the container's client proxy. */
  protected LocalEmbeddings() {
    this(null);
  }

  @Inject
  public LocalEmbeddings(Embedder embedder) {
    this.embedder = embedder;
  }

  /** The name under which callers ask for the engine's own model. */
  public String model() {
    return embedder.model();
  }

  /**
   * Checks what an OpenAI-shaped request asks for, whatever model it names.
   *
   * @param body the request; fields that are not about embedding are ignored
   * @param unwanted asked between two texts; once true, the work ends with a {@link
   *     CancellationException}
   * @return the work; its result is the answer in OpenAI's shape, and it throws {@link
   *     ProblemException} (400 with what to change, or 503 with why it cannot be done now)
   * @throws ProblemException 400 with what to change
   */
  public Supplier<JsonObject> prepare(JsonObject body, BooleanSupplier unwanted) {
    EmbeddingsRequest request = EmbeddingsRequest.of(body, embedder.dimensions());
    return () -> answer(request, embedded(request.inputs(), unwanted));
  }

  /** One by one, so that work that is not wanted or too large ends soon. */
  private Embeddings embedded(List<String> inputs, BooleanSupplier unwanted) {
    List<float[]> vectors = new ArrayList<>(inputs.size());
    int tokens = 0;
    for (String input : inputs) {
      if (unwanted.getAsBoolean()) {
        throw new CancellationException("Nobody waits for these vectors any more.");
      }
      Embeddings one = embedded(input, vectors.size());
      vectors.addAll(one.vectors());
      tokens = refuseTooMany(tokens + one.tokens());
    }
    return new Embeddings(vectors, tokens);
  }

  @SuppressWarnings("PMD.PreserveStackTrace") // Neither exception has a stack trace to preserve.
  private Embeddings embedded(String input, int index) {
    try {
      return embedder.embed(List.of(input));
    } catch (TextTooLongException tooLong) {
      throw refusal(
          "This model's maximum context length is %d tokens, but input %d has %d; shorten it."
              .formatted(tooLong.limit(), index, tooLong.tokens()));
    } catch (EmbedderUnavailableException unavailable) {
      throw new ProblemException(
          Problem.unavailable("embeddings_unavailable", unavailable.getMessage(), COME_BACK));
    }
  }

  private static int refuseTooMany(int tokens) {
    if (tokens > MOST_TOKENS) {
      throw refusal(
          "One request may have %d tokens over all inputs; send fewer.".formatted(MOST_TOKENS));
    }
    return tokens;
  }

  private static ProblemException refusal(String sentence) {
    return new ProblemException(Problem.invalid(400, "context_length_exceeded", sentence, "input"));
  }

  private JsonObject answer(EmbeddingsRequest request, Embeddings embeddings) {
    return Json.createObjectBuilder()
        .add("object", "list")
        .add("data", data(request, embeddings.vectors()))
        .add("model", embedder.model())
        .add(
            "usage",
            Json.createObjectBuilder()
                .add("prompt_tokens", embeddings.tokens())
                .add("total_tokens", embeddings.tokens()))
        .build();
  }

  private JsonArrayBuilder data(EmbeddingsRequest request, List<float[]> vectors) {
    int dimensions = request.dimensions().orElse(embedder.dimensions());
    JsonArrayBuilder data = Json.createArrayBuilder();
    for (int index = 0; index < vectors.size(); index++) {
      float[] vector = Vectors.shortened(vectors.get(index), dimensions);
      data.add(
          Json.createObjectBuilder()
              .add("object", "embedding")
              .add("index", index)
              .add("embedding", request.format().written(vector)));
    }
    return data;
  }
}
