/** Providers' adapters, on the running server and on real sockets. */
package ai.karen.provider.adapter;
