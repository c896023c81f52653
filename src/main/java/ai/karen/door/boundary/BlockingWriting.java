package ai.karen.door.boundary;

import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.WriterInterceptor;
import jakarta.ws.rs.ext.WriterInterceptorContext;
import java.io.IOException;

/**
 * Has every answer written by the thread that brings it, which may wait for the client. Without an
 * interceptor like this, RESTEasy writes suspended answers by a listener, on a second thread that
 * completes the request while the first one is still busy with its response; under load Open
 * Liberty then has given the response's parts to another request, which is answered with nothing,
 * or never. Thread-safe.
 */
@Provider
public class BlockingWriting implements WriterInterceptor {

  @Override
  public void aroundWriteTo(WriterInterceptorContext context) throws IOException {
    context.proceed();
  }
}
