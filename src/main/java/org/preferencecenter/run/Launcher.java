package org.preferencecenter.run;
class Launcher { public static void main(String[] a) {} }
