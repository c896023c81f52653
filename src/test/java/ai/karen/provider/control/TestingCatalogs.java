package ai.karen.provider.control;

import ai.karen.timing.control.Timer;

/** Catalogs that have asked their providers. */
public final class TestingCatalogs {

  private TestingCatalogs() {}

  public static ModelCatalog started(ProviderDirectory directory, Timer timer) {
    ModelCatalog catalog = new ModelCatalog(directory, timer);
    catalog.start("the application");
    return catalog;
  }
}
