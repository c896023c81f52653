package ai.karen.provider.control;

import java.util.List;

/**
 * Where a question goes.
 *
 * @param chain the chain's name
 * @param links whom to ask, in this order
 * @param substituted whether the caller's model name was not known and the chain's own models stand
 *     in
 */
public record Route(String chain, List<Link> links, boolean substituted) {

  public Route {
    links = List.copyOf(links);
  }
}
