/** An application that needs nothing but java.base. */
module com.example.modular {}
