package ai.karen.chat.control;

import ai.karen.account.entity.Caller;
import ai.karen.chat.entity.ChatRequest;
import ai.karen.chat.entity.KeptAnswer;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Where answers are kept to be given again. Thread-safe, never blocks. */
public interface KeptAnswers {

  /** Whether the operator wants that for anybody; costs nothing. */
  boolean areKept();

  /** Whether the operator wants that for this caller. */
  boolean areKeptFor(Caller caller);

  /**
   * The place of a request's answer.
   *
   * @return never fails; empty where the same request may well get another answer
   */
  CompletionStage<Optional<Place>> place(Caller caller, ChatRequest request);

  /** Where one answer is, or is to be, kept. */
  interface Place {
    /** Empty where there is none; never fails. */
    CompletionStage<Optional<KeptAnswer>> find();

    /** Nobody is told whether that worked. */
    void keep(KeptAnswer answer);
  }
}
