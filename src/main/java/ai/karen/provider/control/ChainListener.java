package ai.karen.provider.control;

import ai.karen.provider.entity.AttemptEnded;
import ai.karen.provider.entity.QuestionEnded;

/** Hears what chains do. Called on the way of an answer: must be quick and must not fail. */
public interface ChainListener {

  void attemptEnded(AttemptEnded event);

  void questionEnded(QuestionEnded event);
}
