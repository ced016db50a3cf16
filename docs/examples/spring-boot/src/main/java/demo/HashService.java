package demo;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** A service that hashes lines; GPU or CPU is a matter of where it is deployed. */
@SpringBootApplication
public class HashService {
  public static void main(String[] args) {
    SpringApplication.run(HashService.class, args);
  }
}
