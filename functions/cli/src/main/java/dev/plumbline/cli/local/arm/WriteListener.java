package dev.plumbline.cli.local.arm;

/** Told of every change that Resource Manager accepted, after it is in effect and before the caller has its answer. */
@FunctionalInterface
public interface WriteListener {
    /** A change was made. Called on the request's thread, by several threads at once; must not throw or wait. */
    void onWrite(ArmWrite write);
}
